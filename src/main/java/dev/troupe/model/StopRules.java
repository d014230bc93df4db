package dev.troupe.model;

import java.time.Duration;

/**
 * How a child is asked to end.
 *
 * @param signal first signal, by name without number (PM2: SIGINT)
 * @param gracePeriod time until SIGKILL follows (PM2's kill_timeout: 1600 ms)
 * @param wholeTree whether descendants are signalled too (PM2's treekill: true)
 * @param byMessage whether a Node child first gets the message {@code shutdown} in place of the
 *     signal (PM2's shutdown_with_message)
 */
public record StopRules(String signal, Duration gracePeriod, boolean wholeTree, boolean byMessage) {

  /** PM2's defaults. */
  public static final StopRules DEFAULT =
      new StopRules("SIGINT", Duration.ofMillis(1600), true, false);
}
