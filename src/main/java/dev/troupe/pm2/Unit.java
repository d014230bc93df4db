package dev.troupe.pm2;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.Readiness;
import dev.troupe.model.RestartRules;
import dev.troupe.model.StopRules;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One instance in the words and the order of PM2's {@code jlist}. People count words in it: a word
 * stands where PM2 has it and nowhere else.
 *
 * @param owner the user the daemon runs as
 */
record Unit(AppSpec spec, InstanceSnapshot instance, String owner) {

  /** PM2 polls a dying process this often (constants.js, in milliseconds). */
  private static final int KILL_RETRY_TIME = 100;

  Map<String, Object> toMap() {
    var unit = new LinkedHashMap<String, Object>();
    unit.put("pid", instance.pid() == null ? 0L : instance.pid());
    unit.put("name", spec.name());
    unit.put("pm2_env", environment());
    unit.put("pm_id", instance.id());
    var usage = new LinkedHashMap<String, Object>();
    usage.put("memory", instance.usage().memoryBytes());
    usage.put("cpu", number(instance.usage().cpuPercent()));
    unit.put("monit", usage);
    return unit;
  }

  /** {@code pm2_env}: what is wanted, then the user's variables once more, then what is. */
  Map<String, Object> environment() {
    var user = userEnvironment();
    var env = new LinkedHashMap<String, Object>();
    env.put("name", spec.name());
    var declared = spec.program().declared();
    env.put("filter_env", declared.takesNothing() ? true : declared.filter());
    env.put("namespace", spec.namespace());
    putArguments(env);
    var nested = new LinkedHashMap<String, Object>(user);
    nested.put(spec.name(), settings());
    env.put("env", nested);
    putRules(env);
    putProgram(env);
    putFiles(env);
    env.put("km_link", false);
    env.put("vizion_running", false);
    env.put(spec.instanceVar(), instance.slot());
    var facts = facts();
    for (var entry : user.entrySet()) {
      if (!facts.containsKey(entry.getKey())) {
        env.putIfAbsent(entry.getKey(), entry.getValue());
      }
    }
    env.putAll(facts);
    return env;
  }

  /** What {@code set} keeps for the app. */
  private Map<String, Object> settings() {
    var settings = new TreeMap<String, Object>();
    spec.program()
        .declared()
        .variables()
        .forEach(
            (name, variable) -> {
              if (variable.origin().equals("module_conf.json")) {
                settings.put(name, variable.value());
              }
            });
    return settings;
  }

  /** The variables the user gave, by name; the slot's own variable is not one of them. */
  private Map<String, Object> userEnvironment() {
    var user = new TreeMap<String, Object>(spec.program().env());
    user.remove(spec.instanceVar());
    var counting = spec.incrementVar();
    if (counting != null) {
      user.put(counting, counted(user.getOrDefault(counting, "0").toString()));
    }
    return user;
  }

  /** The slot's number, as a number; as it is if it is none. */
  private Object counted(String first) {
    try {
      return Long.parseLong(first.strip()) + instance.slot();
    } catch (NumberFormatException _) {
      return first;
    }
  }

  private void putArguments(Map<String, Object> env) {
    if (!spec.program().args().isEmpty()) {
      env.put("args", spec.program().args());
    }
  }

  private void putRules(Map<String, Object> env) {
    var care = new CareWords(spec);
    care.putLimits(env);
    if (spec.logs().merged()) {
      env.put("merge_logs", true);
    }
    env.put("vizion", true);
    env.put("autostart", spec.autostart());
    env.put("autorestart", spec.restart().autorestart());
    care.putWatch(env);
    env.put("instance_var", spec.instanceVar());
    if (spec.incrementVar() != null) {
      env.put("increment_var", spec.incrementVar());
    }
    env.put("pmx", true);
    env.put("automation", true);
    env.put("treekill", spec.stop().wholeTree());
    env.put("username", owner);
    env.put("windowsHide", true);
    env.put("kill_retry_time", KILL_RETRY_TIME);
    putUnusual(env);
  }

  /** Rules that PM2 shows only where they were given. */
  private void putUnusual(Map<String, Object> env) {
    var rules = spec.restart();
    var usual = RestartRules.DEFAULT;
    putUnless(env, "min_uptime", rules.minUptime(), usual.minUptime());
    if (rules.maxRestarts() != usual.maxRestarts()) {
      env.put("max_restarts", rules.maxRestarts());
    }
    putUnless(env, "restart_delay", rules.delay(), usual.delay());
    putUnless(env, "exp_backoff_restart_delay", rules.backoff(), usual.backoff());
    putUnless(env, "kill_timeout", spec.stop().gracePeriod(), StopRules.DEFAULT.gracePeriod());
    if (!rules.stopExitCodes().isEmpty()) {
      env.put("stop_exit_codes", rules.stopExitCodes());
    }
    if (spec.stop().byMessage()) {
      env.put("shutdown_with_message", true);
    }
    if (spec.logs().rules().dateFormat() != null) {
      env.put("log_date_format", spec.logs().rules().dateFormat());
    }
    if (spec.logs().rules().asJson()) {
      env.put("log_type", "json");
    }
    var readiness = spec.service().readiness();
    if (readiness.sign() == Readiness.Sign.MESSAGE) {
      env.put("wait_ready", true);
    }
    putUnless(env, "listen_timeout", readiness.timeout(), Readiness.AT_ONCE.timeout());
    putShorthands(env);
  }

  /** Fields that PM2 shows beside what they stand for. */
  private void putShorthands(Map<String, Object> env) {
    var program = spec.program();
    if (spec.logs().rules().hasStandardTime()) {
      env.put("time", true);
    }
    putNumber(env, "port", program.declared().port());
    putNumber(env, "uid", program.user());
    putNumber(env, "gid", program.group());
  }

  /** As a number where it is one, else as it is. */
  private static void putNumber(Map<String, Object> env, String key, @Nullable String value) {
    if (value != null) {
      env.put(key, value.matches("\\d{1,9}") ? (Object) Integer.valueOf(value) : value);
    }
  }

  private static void putUnless(
      Map<String, Object> env, String key, Duration value, Duration usual) {
    if (!value.equals(usual)) {
      env.put(key, value.toMillis());
    }
  }

  private void putProgram(Map<String, Object> env) {
    if (spec.program().interpreterArgs() != null) {
      env.put("node_args", spec.program().interpreterArgs());
    }
    env.put("pm_exec_path", spec.program().script());
    env.put("pm_cwd", spec.program().cwd());
    env.put("exec_interpreter", interpreter());
    env.put("exec_mode", Pm2Status.of(spec.execMode()));
    env.put("instances", spec.instances());
  }

  private void putFiles(Map<String, Object> env) {
    var logs = spec.logs();
    if (logs.both() != null) {
      env.put("pm_log_path", logs.pathFor(logs.both(), instance.id()));
    }
    env.put("pm_out_log_path", outLog());
    env.put("pm_err_log_path", errorLog());
    env.put("pm_pid_path", pidFile());
  }

  private Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("unique_id", instance.uniqueId());
    facts.put("status", Pm2Status.of(instance.state()));
    facts.put("pm_uptime", instance.startedAt().toEpochMilli());
    facts.put("axm_actions", instance.instruments().actions());
    facts.put("axm_monitor", instance.instruments().metrics());
    facts.put("axm_options", options());
    facts.put("axm_dynamic", Map.of());
    facts.put("created_at", instance.createdAt().toEpochMilli());
    facts.put("pm_id", instance.id());
    facts.put("restart_time", instance.restarts());
    facts.put("unstable_restarts", instance.unstableRestarts());
    facts.put("version", version());
    if (nodeVersion() != null) {
      facts.put("node_version", nodeVersion());
    }
    if (instance.lastExit() != null) {
      facts.put("exit_code", exitCode(instance.lastExit()));
    }
    if (instance.monitored() != null) {
      facts.put("_km_monitored", instance.monitored());
    }
    return facts;
  }

  private Map<String, Object> options() {
    var options = new LinkedHashMap<>(instance.instruments().options());
    if (spec.program().isNode()) {
      options.putIfAbsent("module_name", spec.name());
    }
    return options;
  }

  /** Null unless a Node child has told it, as in PM2. */
  @Nullable String nodeVersion() {
    return spec.program().isNode() ? instance.nodeVersion() : null;
  }

  String version() {
    return spec.version() == null ? "N/A" : spec.version();
  }

  String outLog() {
    return spec.logs().pathFor(spec.logs().out(), instance.id());
  }

  String errorLog() {
    return spec.logs().pathFor(spec.logs().error(), instance.id());
  }

  String pidFile() {
    return spec.logs().pidFileFor(instance.id());
  }

  /** The interpreter by its name; {@code none} where a program runs by itself. */
  String interpreter() {
    var path = spec.program().interpreter();
    if (path == null) {
      return "none";
    }
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** PM2 shows 0 for a process that a signal ended. */
  private static int exitCode(ExitStatus exit) {
    return switch (exit) {
      case ExitStatus.Exited(int code) -> code;
      case ExitStatus.Signaled _, ExitStatus.Unknown _ -> 0;
    };
  }

  /** A whole number without its decimals, as JavaScript has it. */
  private static Number number(double value) {
    long whole = Math.round(value);
    return Math.abs(value - whole) < 0.05
        ? (Number) whole
        : (Number) (Math.round(value * 10) / 10.0);
  }
}
