package dev.troupe.model;

import java.time.Duration;

/**
 * How an app's instances are replaced by new ones.
 *
 * @param maxSurge slots that are replaced at a time, at least 1
 * @param drainTime for how long a Node instance goes on answering with {@code Connection: close}
 *     before it is cut off from new connections
 * @param preload whether Node instances get the code that does so (through {@code NODE_OPTIONS})
 */
public record ReloadRules(int maxSurge, Duration drainTime, boolean preload) {
  public static final ReloadRules DEFAULT = new ReloadRules(1, Duration.ofMillis(500), true);
}
