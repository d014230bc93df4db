package dev.troupe.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a started child counts as ready for work, and what follows if it does not become so.
 *
 * @param sign what shows it
 * @param pattern regular expression of {@link Sign#LOG_LINE}; null otherwise
 * @param probe of {@link Sign#PROBE}; null otherwise
 * @param timeout time to become ready (PM2's listen_timeout: 3 s)
 * @param onTimeout what an instance is that is not ready by then
 */
public record Readiness(
    Sign sign,
    @Nullable String pattern,
    @Nullable ProbeRules probe,
    Duration timeout,
    OnTimeout onTimeout) {

  /** What shows that a child is ready. */
  public enum Sign {
    /** That it runs (PM2's fork mode). */
    STARTED,
    /** That it listens on a socket of the daemon's (PM2's cluster mode). */
    LISTENING,
    /** The message {@code ready} over Node's channel (PM2's wait_ready). */
    MESSAGE,
    /** {@code READY=1} sent to {@code NOTIFY_SOCKET}, see sd_notify(3). */
    NOTIFY,
    /** A line of output that a pattern matches. */
    LOG_LINE,
    /** That it has run for {@code min_uptime}. */
    UPTIME,
    /** A probe that succeeds. */
    PROBE
  }

  /** What follows when time is up. */
  public enum OnTimeout {
    /** It counts as ready (PM2's rule). */
    ACCEPT,
    /** It has failed: a reload goes back to the old instance, a start counts as a crash. */
    ROLLBACK
  }

  /** PM2's, for a program that says nothing of itself. */
  public static final Readiness AT_ONCE =
      new Readiness(Sign.STARTED, null, null, Duration.ofSeconds(3), OnTimeout.ACCEPT);
}
