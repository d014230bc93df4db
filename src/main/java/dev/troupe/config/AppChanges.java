package dev.troupe.config;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes to an app that is managed already, in the words of a process file (PM2: options given to
 * {@code restart} and {@code reload}). What is not named stays as it is: a new name leaves the log
 * files where they are.
 */
public final class AppChanges {

  private static final String PATH = "changes";

  /** The part of an {@link AppSpec} that a field says, by the names of record components. */
  private static final Map<Field<?>, String> PARTS = new LinkedHashMap<>();

  /** An empty list is shown, one that was taken away is not. */
  private static final List<String> NODE_ARGS = List.of("program", "interpreterArgs");

  static {
    PARTS.put(AppFields.NAME, "name");
    PARTS.put(AppFields.NAMESPACE, "namespace");
    PARTS.put(AppFields.EXEC_MODE, "execMode");
    PARTS.put(AppFields.INSTANCE_VAR, "instanceVar");
    PARTS.put(AppFields.INCREMENT_VAR, "incrementVar");
    PARTS.put(AppFields.DEPENDS_ON, "dependsOn");
    PARTS.put(AppFields.AUTOSTART, "autostart");
    PARTS.put(AppFields.ARGS, "program.args");
    PARTS.put(AppFields.CWD, "program.cwd");
    PARTS.put(AppFields.INTERPRETER, "program.interpreter");
    PARTS.put(AppFields.NODE_ARGS, "program.interpreterArgs");
    PARTS.put(AppFields.USER, "program.user");
    PARTS.put(AppFields.GROUP, "program.group");
    PARTS.put(AppFields.AUTORESTART, "restart.autorestart");
    PARTS.put(AppFields.MIN_UPTIME, "restart.minUptime");
    PARTS.put(AppFields.MAX_RESTARTS, "restart.maxRestarts");
    PARTS.put(AppFields.RESTART_DELAY, "restart.delay");
    PARTS.put(AppFields.BACKOFF, "restart.backoff");
    PARTS.put(AppFields.STOP_EXIT_CODES, "restart.stopExitCodes");
    PARTS.put(AppFields.KILL_SIGNAL, "stop.signal");
    PARTS.put(AppFields.KILL_TIMEOUT, "stop.gracePeriod");
    PARTS.put(AppFields.TREEKILL, "stop.wholeTree");
    PARTS.put(AppFields.BY_MESSAGE, "stop.byMessage");
    PARTS.put(AppFields.WAIT_READY, "service.readiness");
    PARTS.put(AppFields.READINESS, "service.readiness");
    PARTS.put(AppFields.LISTEN_TIMEOUT, "service.readiness.timeout");
    PARTS.put(AppFields.ON_READY_TIMEOUT, "service.readiness.onTimeout");
    PARTS.put(AppFields.LIVENESS, "service.liveness");
    PARTS.put(AppFields.WATCHDOG, "service.watchdog");
    PARTS.put(AppFields.MAX_SURGE, "service.reload.maxSurge");
    PARTS.put(AppFields.DRAIN_TIME, "service.reload.drainTime");
    PARTS.put(AppFields.PRELOAD, "service.reload.preload");
    PARTS.put(AppFields.OUT_FILE, "logs.out");
    PARTS.put(AppFields.ERROR_FILE, "logs.error");
    PARTS.put(AppFields.LOG_FILE, "logs.both");
    PARTS.put(AppFields.MERGE_LOGS, "logs.merged");
    PARTS.put(AppFields.PID_FILE, "logs.pid");
    PARTS.put(AppFields.DISABLE_LOGS, "logs.out logs.error logs.both");
    PARTS.put(AppFields.FILTER_ENV, "program.declared.filter");
    PARTS.put(AppFields.LOG_DATE_FORMAT, "logs.rules.dateFormat");
    PARTS.put(AppFields.TIME, "logs.rules.dateFormat");
    PARTS.put(AppFields.LOG_TYPE, "logs.rules.asJson");
    PARTS.put(AppFields.SOURCE_MAPS, "program.sourceMaps");
    PARTS.put(AppFields.NO_SOURCE_MAPS, "program.sourceMaps");
    PARTS.put(AppFields.WATCH, "watch");
    PARTS.put(AppFields.IGNORE_WATCH, "watch.ignored");
    PARTS.put(AppFields.WATCH_DELAY, "watch.delay");
    PARTS.put(AppFields.CRON_RESTART, "schedule.cron");
    PARTS.put(AppFields.CRON_TIMEZONE, "schedule.zone");
    PARTS.put(AppFields.CONCURRENCY, "schedule.concurrency");
    PARTS.put(AppFields.MAX_MEMORY_RESTART, "limits.restartAbove");
    PARTS.put(AppFields.MEMORY, "limits.memory");
    PARTS.put(AppFields.CPUS, "limits.cpus");
    PARTS.put(AppFields.NICE, "limits.nice");
    PARTS.put(AppFields.OOM_SCORE_ADJ, "limits.oomScoreAdj");
    PARTS.put(AppFields.UMASK, "limits.umask");
    PARTS.put(AppFields.ULIMITS, "limits.ulimits");
    PARTS.put(AppFields.ON_CRASH, "hooks.onCrash");
    PARTS.put(AppFields.ON_READY, "hooks.onReady");
    PARTS.put(AppFields.ON_GIVE_UP, "hooks.onGiveUp");
    PARTS.put(AppFields.ON_STOP, "hooks.onStop");
    PARTS.put(AppFields.HOOK_TIMEOUT, "hooks.timeout");
  }

  private AppChanges() {}

  /**
   * The app as it is with the changes. Looks at files, as {@link AppSpecReader} does.
   *
   * @param changes by field, under any of its names; the text {@code null} takes a field away, so
   *     that the default holds again
   * @param cwd absolute folder that relative paths start from, but for log and pid files, which
   *     start from the app's own
   * @param home as in {@link Context}
   * @return one app, or why not
   */
  public static ReadResult apply(
      AppSpec app, Map<String, Object> changes, Path cwd, Path home, int cpus) {
    var errors = new ArrayList<ConfigError>();
    var parts = new LinkedHashMap<String, String>();
    for (var name : changes.keySet()) {
      var part = AppFields.TABLE.named(name).map(PARTS::get);
      if (name.equals(AppFields.ENV.name())) {
        continue;
      }
      part.ifPresentOrElse(path -> parts.put(name, path), () -> errors.add(unchangeable(name)));
    }
    if (parts.containsValue("program.args") && isShellLine(app)) {
      errors.add(unchangeable("args of a shell line"));
    }
    if (!errors.isEmpty()) {
      return new ReadResult.Refused(errors, List.of());
    }
    var words = Declaration.overlaid(words(app), new HashMap<>(changes));
    if (app.watch().on() && String.valueOf(words.get("watch")).equals("true")) {
      words.put("watch", false); // PM2's restart --watch switches it on and off in turns
    }
    var context = new Context(cwd, app.program().env(), cpus, home, null);
    var findings = new Findings();
    var declaration = new Declaration(PATH, words, findings);
    var read = new AppReader(declaration, context, Accounts.OF_THIS_MACHINE).read();
    return read.isPresent() && findings.errors().isEmpty()
        ? new ReadResult.Accepted(
            List.of(changed(declaring(app, read.get(), changes), read.get(), parts, changes)),
            findings.warnings())
        : new ReadResult.Refused(findings.errors(), findings.warnings());
  }

  /** The app with the variables of {@code env} over its own, from wherever they are set by now. */
  private static AppSpec declaring(AppSpec app, AppSpec read, Map<String, Object> changes) {
    if (!(changes.get(AppFields.ENV.name()) instanceof Map<?, ?> env)) {
      return app;
    }
    var named = new HashMap<>(read.program().declared().variables());
    named.keySet().retainAll(env.keySet());
    return (AppSpec) with(app, List.of("program"), app.program().declaring(named));
  }

  private static ConfigError unchangeable(String name) {
    var path = PATH + "." + AppFields.TABLE.named(name).map(Field::name).orElse(name);
    return path.endsWith(".instances")
        ? new ConfigError(path, "cannot be changed by a restart", "use scale")
        : new ConfigError(
            path, "cannot be changed for an app that is managed", "delete it and start it anew");
  }

  private static boolean isShellLine(AppSpec app) {
    return app.program().interpreter() == null && app.program().args().contains("-c");
  }

  /** As much of the app as other fields are read against. */
  private static Map<String, Object> words(AppSpec app) {
    var program = app.program();
    var words = new LinkedHashMap<String, Object>();
    words.put("script", program.script());
    words.put("name", app.name());
    words.put("cwd", program.cwd());
    words.put("interpreter", program.interpreter() == null ? "none" : program.interpreter());
    if (program.isNode()) {
      words.put("exec_mode", app.execMode() == ExecMode.CLUSTER ? "cluster" : "fork");
    }
    if (app.instancesGiven()) {
      words.put("instances", app.instances());
    }
    words.put("min_uptime", app.restart().minUptime().toMillis());
    words.put("listen_timeout", app.service().readiness().timeout().toMillis());
    return words;
  }

  /**
   * {@code app} with those parts of {@code read}.
   *
   * @param parts paths by name of the field that says them, separated by blanks
   */
  private static AppSpec changed(
      AppSpec app, AppSpec read, Map<String, String> parts, Map<String, Object> changes) {
    Record result = app;
    for (var part : parts.entrySet()) {
      boolean isTakenAway =
          changes.get(part.getKey()) instanceof String text && text.equals("null");
      for (var words : part.getValue().split(" ", 0)) {
        var path = List.of(words.split("\\."));
        var value = isTakenAway && path.equals(NODE_ARGS) ? null : value(read, path);
        result = with(result, path, value);
      }
    }
    return (AppSpec) result;
  }

  private static @Nullable Object value(Record record, List<String> path) {
    Object value = record;
    for (var name : path) {
      value = value instanceof Record inner ? value(inner, name) : null;
    }
    return value;
  }

  private static @Nullable Object value(Record record, String name) {
    return Stream.of(record.getClass().getRecordComponents())
        .filter(component -> component.getName().equals(name))
        .findFirst()
        .map(component -> value(record, component))
        .orElse(null);
  }

  /** The record with another value at that path. */
  private static Record with(Record record, List<String> path, @Nullable Object value) {
    var components = record.getClass().getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new @Nullable Object[components.length];
    for (int at = 0; at < components.length; at++) {
      types[at] = components[at].getType();
      values[at] = value(record, components[at]);
      if (components[at].getName().equals(path.getFirst())) {
        values[at] =
            path.size() > 1 && values[at] instanceof Record inner
                ? with(inner, path.subList(1, path.size()), value)
                : value;
      }
    }
    try {
      return record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
