package dev.troupe.api;

import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of output, and where it stands: with that a client can go on in the file when the daemon
 * ends.
 *
 * @param at as in {@link LogLine}
 * @param app as in {@link LogLine}
 * @param instance as in {@link LogLine}
 * @param output as in {@link LogLine}
 * @param text as in {@link LogLine}
 * @param position as in {@link LogLine}
 * @param path the log; null if it is in none, or that is not known
 * @param file which file the log was then: its device and inode
 * @param offset in that file, where the bytes end that were read together with the line; they may
 *     end in the beginning of another one; null if {@code path} is
 */
public record PlacedLine(
    Instant at,
    String app,
    int instance,
    OutputName output,
    String text,
    long position,
    @Nullable String path,
    @Nullable String file,
    @Nullable Long offset) {

  /** A line that stands there. */
  public static PlacedLine of(LogLine line, String path, String file, long offset) {
    return new PlacedLine(
        line.at(),
        line.app(),
        line.instance(),
        line.output(),
        line.text(),
        line.position(),
        path,
        file,
        offset);
  }

  /** The offset; 0 if it is not known. */
  public long end() {
    return offset == null ? 0 : offset;
  }

  /** The line alone. */
  public LogLine line() {
    return new LogLine(at, app, instance, output, text, position);
  }
}
