package dev.troupe.logs;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * When which bytes of one log were written. A log of plain lines does not tell that by itself.
 *
 * <p>Bytes are counted from the daemon's start on, across rotations, so that only the distance to
 * the end means anything to a reader. What is written within {@link #FINEST} of each other is one
 * span. At most {@link #MOST} spans are kept: once there are more, neighbours become one, the older
 * the coarser, so that a time is off by a sixteenth of its age at most. Takes 15 KB at its largest.
 * Thread-safe.
 */
final class LogTimes {
  static final int MOST = 640;

  /** In microseconds, as all times in here: 100 ms. */
  static final long FINEST = 100_000;

  /** What part of its age a span may last. */
  private static final int PART_OF_AGE = 16;

  private static final int FEW = 4;

  private final InstantSource clock;

  private long[] firsts = new long[FEW];
  private long[] lasts = new long[FEW];
  private long[] starts = new long[FEW];
  private int count;
  private long end;

  LogTimes(InstantSource clock) {
    this.clock = clock;
  }

  /** Bytes were appended. */
  synchronized void appended(int bytes) {
    add(micros(clock.instant()), bytes);
  }

  /**
   * A file with something in it was found, of which nothing is known yet.
   *
   * @param changed when it was last written
   */
  synchronized void found(long bytes, Instant changed) {
    if (end == 0 && bytes > 0) {
      add(micros(changed), bytes);
    }
  }

  /** The file was emptied: what was known is of no use any more. */
  synchronized void emptied() {
    count = 0;
  }

  /** Up to which byte was written. */
  synchronized long end() {
    return end;
  }

  synchronized LogSpans spans() {
    return new LogSpans(Arrays.copyOf(lasts, count), Arrays.copyOf(starts, count), end);
  }

  private void add(long now, long bytes) {
    if (count > 0 && now - firsts[count - 1] < FINEST && now >= firsts[count - 1]) {
      lasts[count - 1] = now;
    } else {
      makeRoom(now);
      firsts[count] = now;
      lasts[count] = now;
      starts[count] = end;
      count++;
    }
    end += bytes;
  }

  private void makeRoom(long now) {
    if (count == MOST) {
      joinNeighbours(now);
    }
    if (count == firsts.length) {
      int more = Math.min(MOST, 2 * count);
      firsts = Arrays.copyOf(firsts, more);
      lasts = Arrays.copyOf(lasts, more);
      starts = Arrays.copyOf(starts, more);
    }
  }

  private void joinNeighbours(long now) {
    int kept = 0;
    for (int i = 1; i < count; i++) {
      long longest = Math.max(FINEST, (now - lasts[i]) / PART_OF_AGE);
      if (lasts[i] - firsts[kept] > longest) {
        kept++;
        firsts[kept] = firsts[i];
        starts[kept] = starts[i];
      }
      lasts[kept] = lasts[i];
    }
    // Only a clock that is set back leaves too many: the oldest go.
    int surplus = Math.max(0, kept + 1 - MOST * 15 / 16);
    count = kept + 1 - surplus;
    for (long[] times : new long[][] {firsts, lasts, starts}) {
      System.arraycopy(times, surplus, times, 0, count);
    }
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
