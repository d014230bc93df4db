package dev.troupe.pm2;

import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code env ID} prints: one variable a line. */
public final class Pm2Env {

  /** What PM2 leaves out: its own states, and the settings that every app has. */
  private static final Set<String> INTERNAL =
      Set.of(
          "name",
          "filter_env",
          "vizion",
          "autostart",
          "autorestart",
          "watch",
          "instance_var",
          "pmx",
          "automation",
          "treekill",
          "username",
          "windowsHide",
          "kill_retry_time",
          "merge_logs",
          "pm_exec_path",
          "pm_cwd",
          "exec_interpreter",
          "exec_mode",
          "instances",
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

  /** What is known only once the child runs, or after its end. */
  private static final Set<String> LATER = Set.of("node_version", "exit_code", "_km_monitored");

  private Pm2Env() {}

  /**
   * One variable of a child.
   *
   * @param origin where it comes from: {@code shell}, {@code env}, a file's name, {@code troupe}
   */
  public record Entry(String name, String value, String origin) {}

  /** Those that PM2 prints, in its order. */
  public static List<Entry> entries(AppSpec spec, InstanceSnapshot instance, String owner) {
    return entries(spec, new Unit(spec, instance, owner).environment(), INTERNAL);
  }

  /**
   * All that the child was started with, but for what wires it up: the numbers of descriptors,
   * sockets, options of Node.
   *
   * @param home the daemon's
   */
  public static List<Entry> told(
      AppSpec spec, InstanceSnapshot instance, String owner, String home) {
    var environment = new Unit(spec, instance, owner).environment();
    environment.keySet().removeAll(LATER);
    if (spec.version() == null) {
      restore(environment, "version", spec);
    }
    environment.put("status", "launching");
    environment.put("TROUPE_SLOT", instance.slot());
    environment.put("PM2_HOME", home);
    environment.put("TROUPE_HOME", home);
    return entries(spec, environment, Set.of());
  }

  /** What is shown of an app, but not told to it, hides none of the user's variables. */
  private static void restore(Map<String, Object> environment, String name, AppSpec spec) {
    environment.remove(name);
    var value = spec.program().env().get(name);
    if (value != null) {
      environment.put(name, value);
    }
  }

  private static List<Entry> entries(
      AppSpec spec, Map<String, Object> environment, Set<String> hidden) {
    var entries = new ArrayList<Entry>();
    environment.forEach(
        (name, value) -> {
          boolean isScalar =
              value instanceof String || value instanceof Number || value instanceof Boolean;
          if (isScalar && !hidden.contains(name)) {
            entries.add(new Entry(name, value.toString(), origin(spec, name, value.toString())));
          }
        });
    return entries;
  }

  /** A variable that counts up is the user's; any other only if it is as the user gave it. */
  private static String origin(AppSpec spec, String name, String shown) {
    var value = spec.program().env().get(name);
    return value != null
            && (value.equals(shown) || name.equals(spec.incrementVar()))
            && !name.equals(spec.instanceVar())
        ? spec.program().declared().origin(name, value)
        : "troupe";
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
