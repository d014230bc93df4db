package dev.troupe.policy;

import dev.troupe.model.ExitStatus;
import dev.troupe.model.RestartRules;
import java.time.Duration;
import java.time.Instant;

/** What follows when a child has ended by itself. The numbers and the counting are PM2's. */
public final class RestartPolicy {
  /** Longest pause of an exponential backoff (PM2: 15 s). */
  static final Duration BACKOFF_CEILING = Duration.ofSeconds(15);

  /** An uptime after which the backoff starts over (PM2's EXP_BACKOFF_RESET_TIMER). */
  static final Duration BACKOFF_RESET = Duration.ofSeconds(30);

  private RestartPolicy() {}

  /** What to do next. */
  public sealed interface Decision {
    /** Start the next child after {@code pause}, which may be zero. */
    record RestartAfter(Duration pause, RestartHistory history) implements Decision {}

    /** It has done what it was there for. */
    record StayStopped() implements Decision {}

    /** It keeps crashing. */
    record GiveUp(String reason, RestartHistory history) implements Decision {}
  }

  /** Decides after an end that nobody asked for. */
  public static Decision afterExit(
      RestartRules rules, RestartHistory history, ExitStatus exit, Instant now) {
    if (!rules.autorestart() || isDone(rules, exit)) {
      return new Decision.StayStopped();
    }
    boolean isUnstable = isUnstable(rules, history, now);
    int unstable = history.unstable() + (isUnstable ? 1 : 0);
    return decide(rules, history, unstable, now);
  }

  /** Decides after a start that came to nothing, however long that took. */
  public static Decision afterFailedStart(RestartRules rules, RestartHistory history, Instant now) {
    return rules.autorestart()
        ? decide(rules, history, history.unstable() + 1, now)
        : new Decision.StayStopped();
  }

  private static Decision decide(
      RestartRules rules, RestartHistory history, int unstable, Instant now) {
    if (unstable >= rules.maxRestarts()) {
      return new Decision.GiveUp(
          "ended %d times in a row less than %d ms after its start (max_restarts, min_uptime)"
              .formatted(unstable, rules.minUptime().toMillis()),
          history.with(0, Duration.ZERO));
    }
    var backoff = nextBackoff(rules, history, now);
    var pause = backoff.isZero() ? rules.delay() : backoff;
    return new Decision.RestartAfter(pause, history.with(unstable, backoff));
  }

  private static boolean isDone(RestartRules rules, ExitStatus exit) {
    return exit instanceof ExitStatus.Exited(int code) && rules.stopExitCodes().contains(code);
  }

  /**
   * Ends count only while the series is young (PM2: {@code min_uptime * max_restarts}), so that an
   * app whose restarts are spaced out by a delay is never given up.
   */
  private static boolean isUnstable(RestartRules rules, RestartHistory history, Instant now) {
    var age = Duration.between(history.createdAt(), now);
    var uptime = Duration.between(history.startedAt(), now);
    return age.compareTo(rules.minUptime().multipliedBy(rules.maxRestarts())) < 0
        && uptime.compareTo(rules.minUptime()) < 0;
  }

  private static Duration nextBackoff(RestartRules rules, RestartHistory history, Instant now) {
    if (rules.backoff().isZero()) {
      return Duration.ZERO;
    }
    var uptime = Duration.between(history.startedAt(), now);
    if (history.backoff().isZero() || uptime.compareTo(BACKOFF_RESET) >= 0) {
      return rules.backoff();
    }
    var grown = Duration.ofMillis(history.backoff().toMillis() * 3 / 2);
    return grown.compareTo(BACKOFF_CEILING) < 0 ? grown : BACKOFF_CEILING;
  }
}
