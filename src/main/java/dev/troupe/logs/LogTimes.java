package dev.troupe.logs;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When which bytes of one log were written. A log of plain lines does not tell that by itself.
 *
 * <p>Bytes are counted across rotations, and by one daemon after the other, so that only the
 * distance to the end means anything to a reader. What is written within {@link #FINEST} of each
 * other is one span. At most {@link #MOST} spans are kept: once there are more, neighbours become
 * one, the older the coarser, so that a time is off by a sixteenth of its age at most. Takes 15 KB
 * at its largest. Thread-safe.
 */
final class LogTimes {
  static final int MOST = 640;

  /** In microseconds, as all times in here: 100 ms. */
  static final long FINEST = 100_000;

  /** What part of its age a span may last. */
  private static final int PART_OF_AGE = 16;

  private static final int FEW = 4;

  /**
   * Written between two times; the next one begins where it ends.
   *
   * @param first when its first byte was written, in microseconds
   * @param last when its last byte was written
   * @param start where it begins
   */
  record Span(long first, long last, long start) {}

  /**
   * What the next daemon may know.
   *
   * @param key tells the file from another one at its path
   * @param size how many bytes were in it
   * @param end up to which byte was written
   */
  record Kept(String key, long size, long end, List<Span> spans) {
    Kept {
      spans = List.copyOf(spans);
    }
  }

  private final InstantSource clock;
  private @Nullable Kept former;

  private String key = "";
  private long size;

  private long[] firsts = new long[FEW];
  private long[] lasts = new long[FEW];
  private long[] starts = new long[FEW];
  private int count;
  private long end;

  LogTimes(InstantSource clock) {
    this(clock, null);
  }

  /**
   * @param former what an earlier daemon knew of this log; null for nothing
   */
  LogTimes(InstantSource clock, @Nullable Kept former) {
    this.clock = clock;
    this.former = former;
  }

  /** Bytes were appended. */
  synchronized void appended(int bytes) {
    add(micros(clock.instant()), bytes);
    size += bytes;
  }

  /**
   * A file was found at the path.
   *
   * @param file tells it from others; null where nothing does
   * @param changed when it was last written
   */
  synchronized void found(@Nullable Object file, long bytes, Instant changed) {
    Kept kept = former;
    former = null;
    key = file == null ? "" : file.toString();
    size = bytes;
    if (end > 0) {
      return;
    }
    long unknown = bytes;
    if (kept != null && kept.key().equals(key) && !key.isEmpty() && kept.size() <= bytes) {
      adopt(kept);
      unknown -= kept.size();
    }
    if (unknown > 0) {
      add(micros(changed), unknown);
    }
  }

  private void adopt(Kept kept) {
    count = kept.spans().size();
    end = kept.end();
    firsts = kept.spans().stream().mapToLong(Span::first).toArray();
    lasts = kept.spans().stream().mapToLong(Span::last).toArray();
    starts = kept.spans().stream().mapToLong(Span::start).toArray();
  }

  /** For the next daemon; what was known before, if nothing was found at the path yet. */
  synchronized Kept kept() {
    if (former != null) {
      return former;
    }
    var spans =
        IntStream.range(0, count).mapToObj(i -> new Span(firsts[i], lasts[i], starts[i])).toList();
    return new Kept(key, size, end, spans);
  }

  /** The file was emptied: what was known is of no use any more. */
  synchronized void emptied() {
    count = 0;
    size = 0;
    former = null;
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
      int more = Math.clamp(2L * count, FEW, MOST);
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
