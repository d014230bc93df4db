package dev.troupe.http;

import dev.troupe.model.LogLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which line a client has seen last, as {@code Last-Event-ID} says it: {@code RUN-POSITION-TIME}.
 *
 * @param run which daemon has sent it
 * @param position the line's
 * @param at the line's, to the microsecond
 */
public record ResumePoint(String run, long position, Instant at) {
  private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,12})-(\\d{1,18})-(\\d{1,18})");

  static ResumePoint of(String run, LogLine line) {
    return new ResumePoint(run, line.position(), line.at());
  }

  /** Empty if it is none. */
  static Optional<ResumePoint> read(String text) {
    var parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(
            new ResumePoint(
                parts.group(1),
                Long.parseLong(parts.group(2)),
                Instant.EPOCH.plus(Long.parseLong(parts.group(3)), ChronoUnit.MICROS)))
        : Optional.empty();
  }

  String text() {
    return run + "-" + position + "-" + ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
