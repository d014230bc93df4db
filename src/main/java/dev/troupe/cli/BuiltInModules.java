package dev.troupe.cli;

import org.jspecify.annotations.Nullable;

/** Modules of PM2's that need not be installed, because Troupe does what they do. */
final class BuiltInModules {
  private BuiltInModules() {}

  /** What there is in place of a module; null if it has to be installed. */
  static @Nullable String answer(String name) {
    return switch (name) {
      case "pm2-logrotate" ->
          "Troupe rotates logs itself: set pm2-logrotate:max_size 10M and the like act on it, and"
              + " rotation in a process file or application.conf does more";
      case "pm2-server-monit" ->
          "Troupe shows CPU, memory, load, disk and network of the machine itself: web, monit,"
              + " metrics";
      case "pm2-prom-module", "pm2-metrics", "pm2-prometheus-exporter" ->
          "Troupe tells Prometheus all metrics itself, at /metrics of its port 9615:"
              + " `key add prometheus` makes the key, docs/metrics.md says the rest";
      default -> null;
    };
  }
}
