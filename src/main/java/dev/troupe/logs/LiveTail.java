package dev.troupe.logs;

import dev.troupe.model.OutputName;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The lines of all instances as they come, for whoever wants to follow them.
 *
 * <p>A subscriber that is too slow loses lines, is told how many, and holds up nobody else. One
 * that goes may come back within a minute and go on where it was, as far as 1 MiB of lines reaches
 * back. Nothing is cut into lines for an instance nobody follows. Thread-safe.
 */
public final class LiveTail {
  /** Of those who have gone; the ones before them are forgotten. */
  private static final int MOST_DEPARTED = 16;

  /** How many subscribers may have all the memory they want; more of them share that. */
  private static final int FEW = 4;

  /** Which streams a subscriber wants; asked once for each stream, not for each line. */
  @FunctionalInterface
  public interface Filter {
    /** Every line of every instance. */
    Filter ALL = (_, _, _) -> true;

    boolean wants(String app, int instance, OutputName output);
  }

  private final int bufferBytes;
  private final Replay replay;

  private volatile List<Subscriber> subscribers = List.of();
  private volatile int changes;
  private volatile int share;

  // Guarded by this.
  private List<TailBuffer> present = List.of();
  private List<Departed> departed = List.of();
  private List<Departed> longDeparted = List.of();
  private long lastPosition;

  /**
   * @param bufferBytes how much memory the lines waiting for one subscriber may take; for all
   *     together four times as much, and half of it those kept for all who come back
   */
  LiveTail(int bufferBytes) {
    this.bufferBytes = bufferBytes;
    this.share = bufferBytes;
    this.replay = new Replay(bufferBytes / 2);
  }

  /**
   * Lines from now on: what is written after the source has been run is seen. Of a line that is
   * half written by then the source does not see the rest.
   */
  public Source<Tail, NotUsed> subscribe(Filter filter) {
    return subscribe(filter, OptionalLong.empty());
  }

  /**
   * The same.
   *
   * @param after the position of the line that the subscriber has seen last; what came since then
   *     comes first, after the number of those lines that are not kept any longer
   */
  public Source<Tail, NotUsed> subscribe(Filter filter, OptionalLong after) {
    var never = new CompletableFuture<Void>();
    return Source.fromGraph(new TailSource(this, filter, after, never, this::share));
  }

  /**
   * The same for one of the daemon's own, which shares its memory with nobody.
   *
   * @param end when this completes there will be no more lines: the source ends once all that have
   *     come are taken
   */
  public Source<Tail, NotUsed> subscribe(Filter filter, CompletionStage<?> end) {
    var first = OptionalLong.empty();
    return Source.fromGraph(new TailSource(this, filter, first, end, () -> bufferBytes));
  }

  /** Whether somebody has followed all the time since the line at this position. */
  public synchronized boolean remembers(long position) {
    return !subscribers.isEmpty() && replay.reaches(position) && position <= lastPosition;
  }

  /** Another number than before tells that the subscribers may be others. */
  int changes() {
    return changes;
  }

  /**
   * Who follows one stream.
   *
   * @param changes up to which change of the subscribers that is known
   */
  record Followers(List<Subscriber> all, int changes) {
    /** Before anybody was asked. */
    static final Followers UNKNOWN = new Followers(List.of(), 0);
  }

  /**
   * The followers of a stream, by now.
   *
   * @param known as they were
   */
  Followers followers(Origin origin, OutputName output, Followers known) {
    return known.changes() == changes ? known : followers(origin, output);
  }

  private synchronized Followers followers(Origin origin, OutputName output) {
    return new Followers(
        subscribers.stream()
            .filter(one -> one.filter().wants(origin.app(), origin.instance(), output))
            .toList(),
        changes);
  }

  /** How much memory the lines waiting for one subscriber may take now. */
  private int share() {
    return share;
  }

  List<Subscriber> subscribers() {
    return subscribers;
  }

  /** Who hands on lines, given the first one's position. */
  @FunctionalInterface
  interface Lines {
    /** Returns the lines; none if nobody has room for them. */
    List<Tail.Line> from(long first);
  }

  /**
   * Gives lines their positions, and hands them on before others are given theirs.
   *
   * @param known to whom; who has come since then gets them too, for it has not found them in what
   *     it may have missed
   */
  synchronized void hand(
      Origin origin, OutputName output, int count, Lines lines, Followers known) {
    long first = lastPosition + 1;
    lastPosition += count;
    var made = lines.from(first);
    var followers = followers(origin, output, known).all();
    if (made.isEmpty()) {
      replay.passed(origin, output, first, lastPosition);
      followers.forEach(follower -> follower.miss(count, lastPosition));
    } else {
      replay.add(made);
      followers.forEach(follower -> follower.offer(made));
    }
  }

  synchronized void join(TailBuffer subscriber, OptionalLong after) {
    after.ifPresent(position -> subscriber.begin(replay.after(position, subscriber.filter())));
    present = with(present, subscriber);
    changed();
  }

  synchronized void leave(TailBuffer subscriber) {
    present = present.stream().filter(other -> other != subscriber).toList();
    departed = with(departed, new Departed(subscriber.filter(), lastPosition));
    if (departed.size() > MOST_DEPARTED) {
      departed = departed.subList(1, departed.size());
    }
    subscriber.clear();
    changed();
  }

  /** To be called once a minute: forgets who has not come back for so long. */
  synchronized void forgetDeparted() {
    if (departed.isEmpty()) {
      return;
    }
    departed = departed.stream().filter(one -> !longDeparted.contains(one)).toList();
    longDeparted = departed;
    changed();
    if (subscribers.isEmpty()) {
      replay.forget(lastPosition);
    }
  }

  private synchronized void changed() {
    subscribers = Stream.concat(present.stream(), departed.stream()).toList();
    share = bufferBytes / Math.max(1, present.size() / FEW);
    changes++;
  }

  private static <T> List<T> with(List<T> some, T more) {
    var all = new ArrayList<>(some);
    all.add(more);
    return List.copyOf(all);
  }
}
