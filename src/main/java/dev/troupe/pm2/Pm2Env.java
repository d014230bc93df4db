package dev.troupe.pm2;

import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSnapshot;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * One variable of a child.
   *
   * @param origin where it comes from: {@code shell}, {@code env}, a file's name, {@code troupe}
   */
  public record Entry(String name, String value, String origin) {}

  /** All of them, in the order that PM2 prints them in. */
  public static List<Entry> entries(AppSpec spec, InstanceSnapshot instance, String owner) {
    var entries = new ArrayList<Entry>();
    for (var entry : new Unit(spec, instance, owner).environment().entrySet()) {
      var name = entry.getKey();
      var value = entry.getValue();
      boolean isScalar =
          value instanceof String || value instanceof Number || value instanceof Boolean;
      if (isScalar && !INTERNAL.contains(name)) {
        entries.add(new Entry(name, value.toString(), origin(spec, name)));
      }
    }
    return entries;
  }

  private static String origin(AppSpec spec, String name) {
    var value = spec.program().env().get(name);
    return value == null || name.equals(spec.instanceVar())
        ? "troupe"
        : spec.program().declared().origin(name, value);
  }

  /** Lines of {@code key: value}, each ended by a newline. */
  public static String lines(List<Entry> entries, boolean withOrigin, Palette palette) {
    var text = new StringBuilder();
    for (var entry : entries) {
      text.append(entry.name()).append(": ").append(palette.green(entry.value()));
      if (withOrigin) {
        text.append(" (").append(entry.origin()).append(')');
      }
      text.append('\n');
    }
    return text.toString();
  }
}
