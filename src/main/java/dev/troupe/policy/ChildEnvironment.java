package dev.troupe.policy;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import dev.troupe.model.LogFiles;
import dev.troupe.model.Readiness;
import dev.troupe.model.RestartRules;
import dev.troupe.model.StopRules;
import dev.troupe.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a child finds in its environment: the user's variables, then what PM2 tells its children
 * about themselves, which is each plain value that its {@code jlist} shows of them, under the names
 * it has there. Of rules it shows those that are not the usual ones.
 */
public final class ChildEnvironment {
  /** PM2 polls a dying process this often (constants.js, in milliseconds). */
  private static final String KILL_RETRY_TIME = "100";

  /** What has no meaning here and that PM2 tells every child. */
  private static final Map<String, String> PM2_ONLY =
      Map.of(
          "vizion", "true",
          "pmx", "true",
          "automation", "true",
          "windowsHide", "true",
          "km_link", "false",
          "vizion_running", "false");

  private ChildEnvironment() {}

  /**
   * The start of a child.
   *
   * @param id the instance's id
   * @param slot its position within the app, told under the app's {@code instance_var} and as
   *     {@code TROUPE_SLOT}
   * @param uniqueId by which it and its descendants are known
   * @param history the instance's past
   * @param now the time of the start
   * @param home the daemon's home
   * @param owner the user the daemon runs as
   */
  public record Birth(
      int id,
      int slot,
      String uniqueId,
      RestartHistory history,
      Instant now,
      String home,
      String owner) {}

  /** The environment of one instance's next child. */
  public static Map<String, String> of(AppSpec spec, Birth birth) {
    var env = new HashMap<>(spec.program().env());
    tellIdentity(env, spec, birth);
    tellProgram(env, spec, birth.owner());
    tellFiles(env, spec.logs(), birth.id());
    tellRules(env, spec);
    tellPast(env, birth);
    env.put("TROUPE_SLOT", Integer.toString(birth.slot()));
    env.put("PM2_HOME", birth.home());
    env.put("TROUPE_HOME", birth.home());
    countUp(env, spec.incrementVar(), birth.slot());
    return env;
  }

  private static void tellIdentity(Map<String, String> env, AppSpec spec, Birth birth) {
    env.put("name", spec.name());
    env.put("namespace", spec.namespace());
    env.put("pm_id", Integer.toString(birth.id()));
    env.put("unique_id", birth.uniqueId());
    env.put("instances", Integer.toString(spec.instances()));
    env.put("instance_var", spec.instanceVar());
    env.put(spec.instanceVar(), Integer.toString(birth.slot()));
    putIfGiven(env, "increment_var", spec.incrementVar());
    putIfGiven(env, "version", spec.version());
  }

  private static void tellProgram(Map<String, String> env, AppSpec spec, String owner) {
    var program = spec.program();
    var interpreter = program.interpreter();
    env.put("exec_mode", spec.execMode() == ExecMode.CLUSTER ? "cluster_mode" : "fork_mode");
    env.put(
        "exec_interpreter",
        interpreter == null ? "none" : interpreter.substring(interpreter.lastIndexOf('/') + 1));
    env.put("pm_exec_path", program.script());
    env.put("pm_cwd", program.cwd());
    env.put("username", owner);
    putIfGiven(env, "uid", program.user());
    putIfGiven(env, "gid", program.group());
    putIfGiven(env, "port", program.declared().port());
    if (program.declared().takesNothing()) {
      env.put("filter_env", "true");
    }
  }

  private static void tellFiles(Map<String, String> env, LogFiles logs, int id) {
    env.put("pm_out_log_path", logs.pathFor(logs.out(), id));
    env.put("pm_err_log_path", logs.pathFor(logs.error(), id));
    env.put("pm_pid_path", logs.pidFileFor(id));
    if (logs.both() != null) {
      env.put("pm_log_path", logs.pathFor(logs.both(), id));
    }
    if (logs.merged()) {
      env.put("merge_logs", "true");
    }
    putIfGiven(env, "log_date_format", logs.rules().dateFormat());
    if (logs.rules().hasStandardTime()) {
      env.put("time", "true");
    }
    if (logs.rules().asJson()) {
      env.put("log_type", "json");
    }
  }

  private static void tellRules(Map<String, String> env, AppSpec spec) {
    env.put("autostart", Boolean.toString(spec.autostart()));
    env.put("autorestart", Boolean.toString(spec.restart().autorestart()));
    env.put("treekill", Boolean.toString(spec.stop().wholeTree()));
    env.put("kill_retry_time", KILL_RETRY_TIME);
    PM2_ONLY.forEach(env::put);
    putIfGiven(env, "max_memory_restart", spec.limits().restartAbove());
    putIfGiven(env, "cron_restart", spec.schedule().cron());
    tellWatch(env, spec.watch());
    tellUnusualRestarts(env, spec.restart());
    tellUnusualEnds(env, spec.stop());
    tellUnusualReadiness(env, spec.service().readiness());
  }

  /** A list of paths is no plain value. */
  private static void tellWatch(Map<String, String> env, Watch watch) {
    if (!watch.on() || watch.paths().isEmpty()) {
      env.put("watch", Boolean.toString(watch.on()));
    }
    putUnless(env, "watch_delay", watch.delay(), Duration.ZERO);
  }

  private static void tellUnusualRestarts(Map<String, String> env, RestartRules rules) {
    var usual = RestartRules.DEFAULT;
    putUnless(env, "min_uptime", rules.minUptime(), usual.minUptime());
    if (rules.maxRestarts() != usual.maxRestarts()) {
      env.put("max_restarts", Integer.toString(rules.maxRestarts()));
    }
    putUnless(env, "restart_delay", rules.delay(), usual.delay());
    putUnless(env, "exp_backoff_restart_delay", rules.backoff(), usual.backoff());
  }

  private static void tellUnusualEnds(Map<String, String> env, StopRules rules) {
    putUnless(env, "kill_timeout", rules.gracePeriod(), StopRules.DEFAULT.gracePeriod());
    if (rules.byMessage()) {
      env.put("shutdown_with_message", "true");
    }
  }

  private static void tellUnusualReadiness(Map<String, String> env, Readiness readiness) {
    if (readiness.sign() == Readiness.Sign.MESSAGE) {
      env.put("wait_ready", "true");
    }
    putUnless(env, "listen_timeout", readiness.timeout(), Readiness.AT_ONCE.timeout());
  }

  private static void tellPast(Map<String, String> env, Birth birth) {
    env.put("status", "launching");
    env.put("pm_uptime", Long.toString(birth.now().toEpochMilli()));
    env.put("created_at", Long.toString(birth.history().createdAt().toEpochMilli()));
    env.put("restart_time", Integer.toString(birth.history().restarts()));
    env.put("unstable_restarts", Integer.toString(birth.history().unstable()));
  }

  private static void putIfGiven(Map<String, String> env, String name, @Nullable Object value) {
    if (value != null) {
      env.put(name, value.toString());
    }
  }

  /** The user's variable of that name stays if nothing was said of the rule, as in PM2. */
  private static void putUnless(
      Map<String, String> env, String name, Duration value, Duration usual) {
    if (!value.equals(usual)) {
      env.put(name, Long.toString(value.toMillis()));
    }
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
