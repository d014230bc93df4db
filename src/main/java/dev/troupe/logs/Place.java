package dev.troupe.logs;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a line stands in a log: what has been read from the file up to there need not be shown a
 * second time.
 *
 * @param log the log's file, whatever its rotated ones are called; empty if there is none
 * @param end where the bytes end that were read together with the line, as {@link LogTimes} counts
 * @param point the same in the file, which may hold the beginning of another line by then; null if
 *     that is not known
 */
public record Place(Path log, long end, @Nullable FilePoint point) {
  /** Of a line that could not be written. */
  static final long NOT_THERE = Long.MAX_VALUE;

  /** In no file. */
  static final Place NOWHERE = new Place(Path.of(""), NOT_THERE, null);
}
