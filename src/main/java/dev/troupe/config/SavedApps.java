package dev.troupe.config;

import dev.troupe.model.AppSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes apps of the units in a {@link DumpFile}. PM2 keeps one for each process; those of one name,
 * namespace and script are an app's instances.
 *
 * <p>Troupe's own units carry the app's whole declaration in the field {@value #EXACT}; PM2's are
 * read like an app of a process file.
 */
public final class SavedApps {
  /** Where a unit of Troupe's has the declaration, see {@link RecordText}. */
  public static final String EXACT = "troupe";

  /** Attributes that a process file has too, by the same name. */
  private static final List<String> SAME =
      List.of(
          "name",
          "namespace",
          "args",
          "node_args",
          "exec_mode",
          "instance_var",
          "increment_var",
          "filter_env",
          "autostart",
          "autorestart",
          "min_uptime",
          "max_restarts",
          "restart_delay",
          "exp_backoff_restart_delay",
          "stop_exit_codes",
          "max_memory_restart",
          "cron_restart",
          "watch",
          "ignore_watch",
          "watch_delay",
          "watch_options",
          "kill_timeout",
          "treekill",
          "shutdown_with_message",
          "wait_ready",
          "listen_timeout",
          "merge_logs",
          "log_date_format",
          "log_type",
          "uid",
          "gid");

  /** Attributes that a process file calls otherwise. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "pm_exec_path", "script",
          "pm_cwd", "cwd",
          "exec_interpreter", "interpreter");

  /** Log files, whose names have the instance's id unless instances share them. */
  private static final Map<String, String> FILES =
      Map.of(
          "pm_out_log_path", "out_file",
          "pm_err_log_path", "error_file",
          "pm_log_path", "log_file");

  private static final String ID = "-\\d+(?=(\\.[^./]*)?$)";

  private SavedApps() {}

  /**
   * One saved app.
   *
   * @param running for each instance, by slot, whether it is to be started
   */
  public record Saved(AppSpec spec, List<Boolean> running) {
    public Saved {
      running = List.copyOf(running);
    }
  }

  /**
   * What the units mean.
   *
   * @param problems one line for each app that cannot be run here, and why
   */
  public record Result(List<Saved> apps, List<String> problems) {
    public Result {
      apps = List.copyOf(apps);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads units.
   *
   * @param home absolute folder of the daemon
   * @param cpus as in {@link Context}
   */
  public static Result read(List<Map<String, Object>> units, Path home, int cpus) {
    var apps = new ArrayList<Saved>();
    var problems = new ArrayList<String>();
    for (var app : byApp(units)) {
      var running = app.stream().map(unit -> !"stopped".equals(unit.get("status"))).toList();
      switch (spec(app, home, cpus)) {
        case ReadResult.Accepted(var specs, _) ->
            specs.forEach(spec -> apps.add(new Saved(spec.withInstances(running.size()), running)));
        case ReadResult.Refused(var errors, _) ->
            errors.forEach(
                error ->
                    problems.add("%s: %s".formatted(app.getFirst().get("name"), error.line())));
      }
    }
    return new Result(apps, problems);
  }

  private static List<List<Map<String, Object>>> byApp(List<Map<String, Object>> units) {
    var apps = new LinkedHashMap<List<Object>, List<Map<String, Object>>>();
    for (var unit : units) {
      var key =
          List.<Object>of(text(unit, "name"), text(unit, "namespace"), text(unit, "pm_exec_path"));
      apps.computeIfAbsent(key, _ -> new ArrayList<>()).add(unit);
    }
    return List.copyOf(apps.values());
  }

  private static String text(Map<String, Object> unit, String field) {
    return Objects.toString(unit.get(field), "");
  }

  private static ReadResult spec(List<Map<String, Object>> units, Path home, int cpus) {
    var first = units.getFirst();
    if (first.get(EXACT) instanceof String text) {
      try {
        return new ReadResult.Accepted(List.of(RecordText.read(AppSpec.class, text)), List.of());
      } catch (IOException e) {
        // A later version has written it: PM2's own words say as much as can be understood.
      }
    }
    var env = environment(first);
    var cwd = Path.of("/").resolve(text(first, "pm_cwd"));
    return AppSpecReader.read(
        List.of(words(first, units.size())), new Context(cwd, env, cpus, home, null));
  }

  private static Map<String, Object> words(Map<String, Object> unit, int instances) {
    var words = new HashMap<String, Object>();
    for (var name : SAME) {
      put(words, name, unit.get(name));
    }
    RENAMED.forEach((name, word) -> put(words, word, unit.get(name)));
    FILES.forEach((name, word) -> put(words, word, withoutId(unit, name)));
    if (unit.get("pm_pid_path") instanceof String path) {
      words.put("pid_file", path.replaceFirst(ID, ""));
    }
    if (instances > 1 || !Boolean.TRUE.equals(unit.get("merge_logs"))) {
      words.put("instances", instances);
    }
    return words;
  }

  private static @Nullable Object withoutId(Map<String, Object> unit, String name) {
    var path = unit.get(name);
    boolean hasId = !Boolean.TRUE.equals(unit.get("merge_logs"));
    return hasId && path instanceof String text ? text.replaceFirst(ID, "") : path;
  }

  private static void put(Map<String, Object> words, String name, @Nullable Object value) {
    if (value != null) {
      words.put(name, value);
    }
  }

  /** PM2 puts objects and its own mark of the process in between. */
  private static Map<String, String> environment(Map<String, Object> unit) {
    var env = new HashMap<String, String>();
    if (unit.get("env") instanceof Map<?, ?> all) {
      all.forEach(
          (name, value) -> {
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
              env.put(name.toString(), value.toString());
            }
          });
    }
    env.remove("unique_id");
    return env;
  }
}
