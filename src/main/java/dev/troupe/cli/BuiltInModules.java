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
          "Troupe shows CPU and memory of the machine and of every app itself: web, monit, report";
      default -> null;
    };
  }
}
