package dev.troupe.logs;

import dev.troupe.model.OutputName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The lines of all instances as they come, for whoever wants to follow them.
 *
 * <p>A subscriber that is too slow loses lines, is told how many, and holds up nobody else. Nothing
 * is cut into lines for an instance nobody follows. Thread-safe.
 */
public final class LiveTail {

  /** Which streams a subscriber wants; asked once for each stream, not for each line. */
  @FunctionalInterface
  public interface Filter {
    /** Every line of every instance. */
    Filter ALL = (_, _, _) -> true;

    boolean wants(String app, int instance, OutputName output);
  }

  private final int bufferBytes;

  private volatile List<TailBuffer> subscribers = List.of();
  private volatile int changes;
  private long lastPosition;

  /**
   * @param bufferBytes how much memory the lines waiting for one subscriber may take
   */
  LiveTail(int bufferBytes) {
    this.bufferBytes = bufferBytes;
  }

  /**
   * Lines from now on: what is written after the source has been run is seen. Of a line that is
   * half written by then the source does not see the rest.
   */
  public Source<Tail, NotUsed> subscribe(Filter filter) {
    return Source.fromGraph(new TailSource(this, filter, bufferBytes));
  }

  /** Another number than before tells that the subscribers may be others. */
  int changes() {
    return changes;
  }

  List<TailBuffer> subscribers() {
    return subscribers;
  }

  /**
   * Gives lines their positions, and hands them on before others are given theirs.
   *
   * @param handOn is given the first position
   */
  synchronized void number(int lines, LongConsumer handOn) {
    long first = lastPosition + 1;
    lastPosition += lines;
    handOn.accept(first);
  }

  synchronized void join(TailBuffer subscriber) {
    var more = new ArrayList<>(subscribers);
    more.add(subscriber);
    become(List.copyOf(more));
  }

  synchronized void leave(TailBuffer subscriber) {
    become(subscribers.stream().filter(other -> other != subscriber).toList());
    subscriber.clear();
  }

  private synchronized void become(List<TailBuffer> now) {
    subscribers = now;
    changes++;
  }
}
