package dev.troupe.api;

import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/apps/{target}/send}: a line for the standard input.
 *
 * @param line without its end of line
 * @param end what ends it; a newline if null
 */
public record SendRequest(String line, @Nullable String end) {

  /** A line as most programs read them. */
  public SendRequest(String line) {
    this(line, null);
  }

  /** What is written. */
  public String text() {
    return line + (end == null ? "\n" : end);
  }
}
