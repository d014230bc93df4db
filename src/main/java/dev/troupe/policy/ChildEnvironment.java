package dev.troupe.policy;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a child finds in its environment: the user's variables, then what PM2 tells its children
 * about themselves under PM2's names.
 */
public final class ChildEnvironment {
  private ChildEnvironment() {}

  /**
   * The environment of one instance's next child.
   *
   * @param id the instance's id
   * @param slot its position within the app, told under the app's {@code instance_var} and as
   *     {@code TROUPE_SLOT}
   * @param uniqueId by which it and its descendants are known
   * @param restarts starts after the first
   * @param home the daemon's home
   */
  public static Map<String, String> of(
      AppSpec spec, int id, int slot, String uniqueId, int restarts, String home) {
    var env = new HashMap<>(spec.program().env());
    env.put("name", spec.name());
    env.put("namespace", spec.namespace());
    env.put("pm_id", Integer.toString(id));
    env.put("unique_id", uniqueId);
    env.put("exec_mode", spec.execMode() == ExecMode.CLUSTER ? "cluster_mode" : "fork_mode");
    env.put("instances", Integer.toString(spec.instances()));
    env.put(spec.instanceVar(), Integer.toString(slot));
    env.put("TROUPE_SLOT", Integer.toString(slot));
    countUp(env, spec.incrementVar(), slot);
    env.put("pm_exec_path", spec.program().script());
    env.put("pm_cwd", spec.program().cwd());
    env.put("pm_out_log_path", spec.logs().pathFor(spec.logs().out(), id));
    env.put("pm_err_log_path", spec.logs().pathFor(spec.logs().error(), id));
    env.put("pm_pid_path", spec.logs().pidFileFor(id));
    env.put("status", "launching");
    env.put("restart_time", Integer.toString(restarts));
    env.put("autorestart", Boolean.toString(spec.restart().autorestart()));
    env.put("kill_timeout", Long.toString(spec.stop().gracePeriod().toMillis()));
    env.put("PM2_HOME", home);
    env.put("TROUPE_HOME", home);
    return env;
  }

  /**
   * The user's number is the first slot's; 0 if there is none (PM2's rule). What is not a number
   * stays as it is.
   */
  private static void countUp(Map<String, String> env, @Nullable String variable, int slot) {
    if (variable != null) {
      number(env.getOrDefault(variable, "0"))
          .ifPresent(first -> env.put(variable, Integer.toString(first + slot)));
    }
  }

  /** The variable {@code PORT}, which probes of port 0 ask; empty if it is no port number. */
  public static OptionalInt port(Map<String, String> env) {
    var port = number(env.getOrDefault("PORT", ""));
    return port.orElse(0) >= 1 && port.orElse(0) <= 65535 ? port : OptionalInt.empty();
  }

  private static OptionalInt number(String text) {
    var digits = text.strip();
    return digits.matches("\\d{1,9}")
        ? OptionalInt.of(Integer.parseInt(digits))
        : OptionalInt.empty();
  }
}
