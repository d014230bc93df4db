package dev.troupe.logs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The last lines of a log, the oldest first.
 *
 * @param file which
 * @param lines none if there is no such file
 * @param leftOut how many more were wanted, but would have taken too much memory
 * @param end how far it was read, as {@link LogTimes} counts; 0 if nobody has written it
 */
public record FileTail(Path file, List<Line> lines, long leftOut, long end) {

  /**
   * One of them.
   *
   * @param at when it was written at the latest
   * @param text without its end of line
   */
  public record Line(Instant at, String text) {}

  public FileTail {
    lines = List.copyOf(lines);
  }

  /** Of a file that nobody can read. */
  public static FileTail none(Path file) {
    return new FileTail(file, List.of(), 0, 0);
  }

  /** Whether a line has been read that stands there, in the same log. */
  boolean covers(Place place) {
    return place.end() <= end;
  }
}
