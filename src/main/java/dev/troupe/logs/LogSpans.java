package dev.troupe.logs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** What {@link LogTimes} knew at one moment. Immutable. */
final class LogSpans {
  /** Before all that is known. */
  static final long UNKNOWN = Long.MIN_VALUE / 2;

  private final long[] lasts;
  private final long[] starts;
  private final long end;

  /**
   * @param lasts when the last byte of each span was written, in microseconds
   * @param starts where each span begins; it goes on to the next one
   * @param end of the last one
   */
  LogSpans(long[] lasts, long[] starts, long end) {
    this.lasts = lasts;
    this.starts = starts;
    this.end = end;
  }

  long end() {
    return end;
  }

  /**
   * Where the bytes begin that were written then or later; the end if there are none, {@link
   * #UNKNOWN} if they may have begun before anything is known.
   */
  long startOf(Instant since) {
    long micros = LogTimes.micros(since);
    int i = lasts.length;
    while (i > 0 && lasts[i - 1] >= micros) {
      i--;
    }
    if (i == 0) {
      return UNKNOWN;
    }
    return i == lasts.length ? end : starts[i];
  }

  /** Which span a byte belongs to; -1 if it is older than all of them. */
  int spanAt(long position) {
    int found = Arrays.binarySearch(starts, position);
    return found >= 0 ? found : -found - 2;
  }

  /** Where a span ends, or what is older than all of them (-1). */
  long endOf(int span) {
    return span + 1 < starts.length ? starts[span + 1] : end;
  }

  /** When the last byte of a span was written. */
  Instant timeOf(int span) {
    return Instant.EPOCH.plus(lasts[span], ChronoUnit.MICROS);
  }
}
