package dev.troupe.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What of a unit of {@code jlist} follows from a process file; the usual values are left out. */
final class UnitFacts {
  private static final List<String> INHERITED = List.of("CALLER", "SECRET_KEY", "TOKEN");
  private static final List<String> SURROUNDINGS =
      List.of("PATH", "HOME", "PWD", "PYTHONUNBUFFERED");
  private static final Map<String, Object> USUAL =
      Map.of(
          "autorestart",
          true,
          "treekill",
          true,
          "min_uptime",
          1000L,
          "max_restarts",
          16,
          "restart_delay",
          0L,
          "exp_backoff_restart_delay",
          0L,
          "kill_timeout",
          1600L,
          "listen_timeout",
          3000L,
          "shutdown_with_message",
          false,
          "wait_ready",
          false);

  private final ProcessFiles files;
  private final Map<?, ?> env;
  private final String name;
  private final Map<String, Object> facts = new LinkedHashMap<>();

  private UnitFacts(ProcessFiles files, Map<String, Object> unit) {
    this.files = files;
    env = (Map<?, ?>) Objects.requireNonNull(unit.get("pm2_env"));
    name = String.valueOf(unit.get("name"));
  }

  /** As texts, so that it does not matter whether a number or a text was written. */
  static Map<String, Object> of(ProcessFiles files, Map<String, Object> unit) {
    var reading = new UnitFacts(files, unit);
    reading.read();
    return reading.facts;
  }

  private void read() {
    facts.put("name", name);
    put("namespace", env.get("namespace"), "default");
    put("script", env.get("pm_exec_path"), null);
    put("cwd", env.get("pm_cwd"), "FILES");
    put("interpreter", env.get("exec_interpreter"), "node");
    put("mode", env.get("exec_mode"), "fork_mode");
    put("args", env.get("args"), List.of());
    put("node_args", env.get("node_args"), List.of());
    put("instance_var", env.get("instance_var"), "NODE_APP_INSTANCE");
    put("slot", env.get(env.get("instance_var")), 0);
    USUAL.forEach((key, usual) -> put(key, env.get(key), usual));
    put("merge_logs", env.containsKey("merge_logs"), true);
    put("stop_exit_codes", env.get("stop_exit_codes"), null);
    put("date", env.get("log_date_format"), null);
    paths();
    variables();
  }

  private void paths() {
    put("out", env.get("pm_out_log_path"), "HOME/logs/" + name + "-out.log");
    put("error", env.get("pm_err_log_path"), "HOME/logs/" + name + "-error.log");
    put("log", env.get("pm_log_path"), null);
    put("pid", env.get("pm_pid_path"), "HOME/pids/" + name + "-" + env.get("pm_id") + ".pid");
  }

  private void variables() {
    var variables = (Map<?, ?>) Objects.requireNonNull(env.get("env"));
    var own = new LinkedHashMap<String, Object>();
    var inherited = new TreeSet<String>();
    variables.forEach(
        (key, value) -> {
          var variable = String.valueOf(key);
          if (INHERITED.contains(variable)) {
            inherited.add(variable);
          } else if (!SURROUNDINGS.contains(variable) && !variable.equals(name)) {
            own.put(variable, value);
          }
        });
    put("env", own, Map.of());
    put("inherits", List.copyOf(inherited), INHERITED);
  }

  private void put(String key, @Nullable Object value, @Nullable Object usual) {
    var text = value == null ? null : asTexts(value);
    if (text != null && !text.equals(usual == null ? null : asTexts(usual))) {
      facts.put(key, text);
    }
  }

  private Object asTexts(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(this::asTexts).toList();
      case Map<?, ?> map ->
          map.entrySet().stream()
              .collect(
                  Collectors.toMap(entry -> entry.getKey(), entry -> asTexts(entry.getValue())));
      default -> files.unrooted(value.toString());
    };
  }

  /** Expected facts in the same form. */
  static Map<String, Object> expected(Map<?, ?> recorded) {
    var facts = new LinkedHashMap<String, Object>();
    recorded.forEach((key, value) -> facts.put(String.valueOf(key), text(value)));
    return facts;
  }

  private static Object text(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(UnitFacts::text).toList();
      case Map<?, ?> map -> expected(map);
      default -> value.toString();
    };
  }
}
