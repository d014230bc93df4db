package dev.troupe.pm2;

import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSnapshot;
import java.util.Set;

/** What {@code env ID} prints: one variable a line. */
public final class Pm2Env {

  /** PM2's own settings and states, which are no variables of the user. */
  private static final Set<String> INTERNAL =
      Set.of(
          "name",
          "vizion",
          "autostart",
          "autorestart",
          "watch",
          "instance_var",
          "increment_var",
          "wait_ready",
          "listen_timeout",
          "shutdown_with_message",
          "pmx",
          "automation",
          "treekill",
          "username",
          "windowsHide",
          "kill_retry_time",
          "kill_timeout",
          "min_uptime",
          "max_restarts",
          "restart_delay",
          "exp_backoff_restart_delay",
          "merge_logs",
          "pm_exec_path",
          "pm_cwd",
          "exec_interpreter",
          "exec_mode",
          "instances",
          "pm_log_path",
          "pm_out_log_path",
          "pm_err_log_path",
          "pm_pid_path",
          "status",
          "pm_uptime",
          "created_at",
          "pm_id",
          "restart_time",
          "unstable_restarts",
          "exit_code");

  private Pm2Env() {}

  /** Lines of {@code key: value}, each ended by a newline. */
  public static String lines(
      AppSpec spec, InstanceSnapshot instance, String owner, Palette palette) {
    var text = new StringBuilder();
    for (var entry : new Unit(spec, instance, owner).environment().entrySet()) {
      var value = entry.getValue();
      boolean isScalar =
          value instanceof String || value instanceof Number || value instanceof Boolean;
      if (isScalar && !INTERNAL.contains(entry.getKey())) {
        text.append(entry.getKey()).append(": ");
        text.append(palette.green(value.toString())).append('\n');
      }
    }
    return text.toString();
  }
}
