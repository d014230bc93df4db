package dev.troupe.model;

import java.time.Duration;
import java.util.List;

/**
 * When an ended child is started again.
 *
 * @param autorestart false leaves an ended child stopped
 * @param minUptime an earlier end counts as unstable (PM2: 1 s)
 * @param maxRestarts unstable ends in a row after which the instance is given up (PM2: 16)
 * @param delay fixed pause before a restart (PM2: none)
 * @param backoff first pause of an exponential backoff, which then replaces {@code delay}; zero is
 *     off
 * @param stopExitCodes exit codes that mean "done": no restart
 */
public record RestartRules(
    boolean autorestart,
    Duration minUptime,
    int maxRestarts,
    Duration delay,
    Duration backoff,
    List<Integer> stopExitCodes) {

  /** PM2's defaults. */
  public static final RestartRules DEFAULT =
      new RestartRules(true, Duration.ofSeconds(1), 16, Duration.ZERO, Duration.ZERO, List.of());

  public RestartRules {
    stopExitCodes = List.copyOf(stopExitCodes);
  }
}
