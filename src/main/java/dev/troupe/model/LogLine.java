package dev.troupe.model;

import java.time.Instant;

/**
 * One line of output.
 *
 * @param at when the daemon read it; of a line from a file, when it was written at the latest
 * @param app the app's name
 * @param instance the instance's id
 * @param output which stream
 * @param text without its end of line
 * @param position grows from line to line, over all instances, while the daemon lives; 0 for a line
 *     from a file
 */
public record LogLine(
    Instant at, String app, int instance, OutputName output, String text, long position) {

  /** A line that has no position. */
  public LogLine(Instant at, String app, int instance, OutputName output, String text) {
    this(at, app, instance, output, text, 0);
  }
}
