package dev.troupe.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * What restart decisions remember of an instance's past.
 *
 * @param createdAt start of the present series; a start or restart by command begins a new one
 * @param startedAt when the present or last child was started
 * @param restarts starts after the first one
 * @param unstable ends before {@code min_uptime} in this series
 * @param backoff the last pause of an exponential backoff; zero before the first
 */
public record RestartHistory(
    Instant createdAt, Instant startedAt, int restarts, int unstable, Duration backoff) {

  /** An instance that was never started. */
  public static RestartHistory begun(Instant now) {
    return new RestartHistory(now, now, 0, 0, Duration.ZERO);
  }

  /** A command starts it: a new series, the count of restarts goes on. */
  public RestartHistory newSeries(Instant now) {
    return new RestartHistory(now, startedAt, restarts, 0, Duration.ZERO);
  }

  public RestartHistory launchedAt(Instant now) {
    return new RestartHistory(createdAt, now, restarts, unstable, backoff);
  }

  public RestartHistory restarted() {
    return new RestartHistory(createdAt, startedAt, restarts + 1, unstable, backoff);
  }

  /** PM2's {@code reset}: all counters at zero. */
  public RestartHistory reset() {
    return new RestartHistory(createdAt, startedAt, 0, 0, backoff);
  }

  RestartHistory with(int newUnstable, Duration newBackoff) {
    return new RestartHistory(createdAt, startedAt, restarts, newUnstable, newBackoff);
  }
}
