package dev.troupe.policy;

import dev.troupe.model.RestartReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What restart decisions remember of an instance's past.
 *
 * @param createdAt start of the present series; a start or restart by command begins a new one
 * @param startedAt when the present or last child was started
 * @param restarts starts after the first one
 * @param unstable ends before {@code min_uptime} in this series
 * @param backoff the last pause of an exponential backoff; zero before the first
 * @param reason why it was last started anew, if not by a command or after its end; null otherwise
 */
public record RestartHistory(
    Instant createdAt,
    Instant startedAt,
    int restarts,
    int unstable,
    Duration backoff,
    @Nullable RestartReason reason) {

  /** Of an instance that was started by commands, or after its end, only. */
  public RestartHistory(
      Instant createdAt, Instant startedAt, int restarts, int unstable, Duration backoff) {
    this(createdAt, startedAt, restarts, unstable, backoff, null);
  }

  /** An instance that was never started. */
  public static RestartHistory begun(Instant now) {
    return new RestartHistory(now, now, 0, 0, Duration.ZERO);
  }

  /** A command starts it: a new series, the count of restarts goes on. */
  public RestartHistory newSeries(Instant now) {
    return new RestartHistory(now, startedAt, restarts, 0, Duration.ZERO, reason);
  }

  public RestartHistory launchedAt(Instant now) {
    return new RestartHistory(createdAt, now, restarts, unstable, backoff, reason);
  }

  public RestartHistory restarted() {
    return new RestartHistory(createdAt, startedAt, restarts + 1, unstable, backoff, reason);
  }

  /** PM2's {@code reset}: all counters at zero. */
  public RestartHistory reset() {
    return new RestartHistory(createdAt, startedAt, 0, 0, backoff, reason);
  }

  /**
   * The same, with what the next start is for.
   *
   * @param because null for a command, or the end of a child
   */
  public RestartHistory because(@Nullable RestartReason because) {
    return new RestartHistory(createdAt, startedAt, restarts, unstable, backoff, because);
  }

  /** A child has ended, which is all the reason there is for the next start. */
  RestartHistory with(int newUnstable, Duration newBackoff) {
    return new RestartHistory(createdAt, startedAt, restarts, newUnstable, newBackoff);
  }
}
