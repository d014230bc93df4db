package dev.troupe.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * Changed files that will cause one restart: an editor's save, a copy, a checkout are many changes.
 *
 * @param first the file that was seen first
 * @param number how many changes were seen
 * @param begun when the first was seen
 * @param last when the last was seen
 */
public record Changes(String first, int number, Instant begun, Instant last) {
  /** So long nothing may change before a restart, unless the app says otherwise. */
  public static final Duration QUIET = Duration.ofMillis(300);

  /** A folder that never becomes quiet causes a restart all the same. */
  public static final Duration LONGEST = Duration.ofSeconds(60);

  /** The first that are seen. */
  public static Changes begin(String file, int number, Instant now) {
    return new Changes(file, number, now, now);
  }

  /** With more of them. */
  public Changes and(int more, Instant now) {
    return new Changes(first, number + more, begun, now);
  }

  /**
   * How long to wait for others; zero or less if it is time to restart.
   *
   * @param delay the app's own; zero for the usual
   */
  public Duration pause(Duration delay, Instant now) {
    var quiet = delay.isZero() ? QUIET : delay;
    var untilQuiet = Duration.between(now, last.plus(quiet));
    var longest = quiet.compareTo(LONGEST) > 0 ? quiet : LONGEST;
    var untilEnd = Duration.between(now, begun.plus(longest));
    return untilQuiet.compareTo(untilEnd) < 0 ? untilQuiet : untilEnd;
  }

  /** {@code /srv/app.js changed}, {@code /srv/app.js and 41 more changed}. */
  public String words() {
    return number == 1 ? first + " changed" : first + " and %d more changed".formatted(number - 1);
  }
}
