package dev.troupe.logs;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lines on their way to one subscriber of {@link LiveTail}: bounded, never blocking who writes.
 *
 * <p>Once full it takes no more lines until the subscriber has taken all of them; then it tells how
 * many are missing. Thread-safe.
 */
final class TailBuffer implements Subscriber {
  /** What a line costs besides its text: its objects, about. */
  private static final int LINE_OVERHEAD = 100;

  private final LiveTail.Filter filter;
  private final IntSupplier maxBytes;
  private final Runnable wake;

  private final Queue<Tail> before = new ArrayDeque<>();
  private final Queue<Tail.Line> lines = new ArrayDeque<>();
  private int bytes;
  private long missed;
  private long lastMissed;
  private boolean isAwaited;

  /**
   * @param maxBytes how much memory the lines may take now
   * @param wake called after {@link #poll} found nothing, as soon as it would
   */
  TailBuffer(LiveTail.Filter filter, IntSupplier maxBytes, Runnable wake) {
    this.filter = filter;
    this.maxBytes = maxBytes;
    this.wake = wake;
  }

  @Override
  public LiveTail.Filter filter() {
    return filter;
  }

  @Override
  public synchronized boolean hasRoom() {
    return missed == 0 && (bytes < maxBytes.getAsInt() || lines.isEmpty());
  }

  @Override
  public void offer(List<Tail.Line> offered) {
    boolean wakes;
    synchronized (this) {
      offered.forEach(this::take);
      wakes = isAwaited;
      isAwaited = false;
    }
    if (wakes) {
      wake.run();
    }
  }

  @Override
  public void miss(int number, long last) {
    boolean wakes;
    synchronized (this) {
      missed += number;
      lastMissed = last;
      wakes = isAwaited;
      isAwaited = false;
    }
    if (wakes) {
      wake.run();
    }
  }

  private void take(Tail.Line line) {
    if (hasRoom()) {
      lines.add(line);
      bytes += sizeOf(line);
    } else {
      missed++;
      lastMissed = line.line().position();
    }
  }

  private static int sizeOf(Tail.Line line) {
    return LINE_OVERHEAD + line.line().text().length();
  }

  /** What it gets before everything else. */
  synchronized void begin(List<Tail> replayed) {
    before.addAll(replayed);
  }

  /** The next for the subscriber; null if it has to wait until it is woken. */
  synchronized @Nullable Tail poll() {
    Tail replayed = before.poll();
    if (replayed != null) {
      return replayed;
    }
    Tail.Line line = lines.poll();
    if (line != null) {
      bytes -= sizeOf(line);
      return line;
    }
    if (missed > 0) {
      var gap = new Tail.Missed(missed, lastMissed);
      missed = 0;
      return gap;
    }
    isAwaited = true;
    return null;
  }

  /** The subscriber is gone. */
  synchronized void clear() {
    before.clear();
    lines.clear();
    bytes = 0;
  }
}
