package dev.troupe.config;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import dev.troupe.model.Hooks;
import dev.troupe.model.LogFiles;
import dev.troupe.model.Program;
import dev.troupe.model.RestartRules;
import dev.troupe.model.Schedule;
import dev.troupe.model.StopRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one declaration. */
final class AppReader {
  private static final String DEFAULT_NAMESPACE = "default"; // PM2's
  private static final String DEFAULT_INSTANCE_VAR = "NODE_APP_INSTANCE"; // PM2's

  private final Declaration app;
  private final Context context;
  private final Accounts accounts;

  AppReader(Declaration app, Context context, Accounts accounts) {
    this.app = app;
    this.context = context;
    this.accounts = accounts;
  }

  /** Empty if there is no program to be run; what else is wrong only the findings say. */
  Optional<AppSpec> read() {
    var namespace = app.get(AppFields.NAMESPACE).orElse(DEFAULT_NAMESPACE);
    var instanceVar =
        app.get(AppFields.INSTANCE_VAR, "PM2_PROCESS_INSTANCE_VAR", context.env())
            .orElse(DEFAULT_INSTANCE_VAR);
    int instances = app.get(AppFields.INSTANCES).map(this::instances).orElse(1);
    boolean autostart = app.get(AppFields.AUTOSTART).orElse(true);
    var restart = restartRules();
    var name = name();
    var program = new ProgramReader(app, name, context, accounts).read();
    var mode = program.map(this::mode).orElse(ExecMode.FORK);
    var basics = basics(program, mode, restart);
    var stop = stopRules(basics.isNode());
    var service = new ServiceReader(app, basics).read();
    var incrementVar = incrementVar(basics.env()).orElse(null);
    var dependsOn =
        app.part(AppFields.DEPENDS_ON).map(new DependenciesReader(name)::read).orElse(List.of());
    var watch = new WatchReader(app, basics.cwd()).read();
    var schedule = schedule(basics.env());
    var limits = new LimitsReader(app).read();
    var hooks = hooks();
    return program.map(
        found ->
            new AppSpec(
                name,
                namespace,
                found,
                mode,
                instances,
                app.has(AppFields.INSTANCES),
                autostart,
                instanceVar,
                version(found),
                restart,
                stop,
                logs(name, found, mode),
                incrementVar,
                service,
                dependsOn,
                watch,
                schedule,
                limits,
                hooks));
  }

  /** Without a program as good as can be told, so that the rest is looked at all the same. */
  private Basics basics(Optional<Program> program, ExecMode mode, RestartRules restart) {
    var env = program.map(Program::env).orElse(context.env());
    var cwd = program.map(found -> Path.of(found.cwd())).orElse(context.cwd());
    return new Basics(
        BasePath.of(cwd, env),
        env,
        context.env(),
        mode,
        program.map(Program::isNode).orElse(true),
        restart.minUptime());
  }

  private Optional<String> incrementVar(Map<String, String> env) {
    var variable = app.get(AppFields.INCREMENT_VAR);
    var first = variable.map(env::get);
    if (first.isPresent() && Values.integer(first.get()).isEmpty()) {
      app.refuse(
          AppFields.INCREMENT_VAR,
          variable.orElse("") + " is " + Values.shown(first.get()) + " in env, no whole number",
          "set it to the number of the first instance");
    }
    return variable;
  }

  private String name() {
    var name =
        app.get(AppFields.NAME)
            .or(() -> app.get(AppFields.SCRIPT).map(Declaration::nameOfScript))
            .orElse("");
    boolean suffixed = app.get(AppFields.APPEND_ENV_TO_NAME).orElse(false);
    return suffixed && context.envName() != null ? name + "-" + context.envName() : name;
  }

  /** From 0 down counts from the number of CPUs. */
  private int instances(int wanted) {
    return wanted > 0 ? wanted : Math.max(1, context.cpus() + wanted);
  }

  private ExecMode mode(Program program) {
    boolean canCluster = program.isNode();
    boolean forked = app.get(AppFields.EXECUTE_COMMAND).orElse(false);
    var given = app.get(AppFields.EXEC_MODE).filter(cluster -> !(cluster && forked));
    if (given.orElse(false) && !canCluster) {
      var runner = program.interpreter();
      app.refuse(
          AppFields.EXEC_MODE,
          "cluster is for node and bun, not for " + (runner == null ? "binaries" : runner),
          "write fork or leave it out");
    }
    return given.orElse(canCluster && app.has(AppFields.INSTANCES) && !forked)
        ? ExecMode.CLUSTER
        : ExecMode.FORK;
  }

  private static @Nullable String version(Program program) {
    return program.isNode() ? PackageVersion.of(Path.of(program.script())).orElse(null) : null;
  }

  private Schedule schedule(Map<String, String> env) {
    var cron = app.get(AppFields.CRON_RESTART).filter(text -> !text.isEmpty()).orElse(null);
    var zone = app.get(AppFields.CRON_TIMEZONE).orElseGet(() -> zoneOf(env));
    var concurrency = app.get(AppFields.CONCURRENCY).orElse(Schedule.NONE.concurrency());
    return cron == null ? Schedule.NONE : new Schedule(cron, zone, concurrency);
  }

  /** The app's own TZ, if Java knows it. */
  private static @Nullable String zoneOf(Map<String, String> env) {
    var zone = env.get("TZ");
    return zone != null && ScheduleFieldTypes.isZone(zone) ? zone : null;
  }

  private Hooks hooks() {
    return new Hooks(
        app.get(AppFields.ON_CRASH).orElse(null),
        app.get(AppFields.ON_READY).orElse(null),
        app.get(AppFields.ON_GIVE_UP).orElse(null),
        app.get(AppFields.ON_STOP).orElse(null),
        app.get(AppFields.HOOK_TIMEOUT).orElse(Hooks.NONE.timeout()));
  }

  private RestartRules restartRules() {
    var usual = RestartRules.DEFAULT;
    return new RestartRules(
        app.get(AppFields.AUTORESTART).orElse(usual.autorestart()),
        app.get(AppFields.MIN_UPTIME).orElse(usual.minUptime()),
        app.get(AppFields.MAX_RESTARTS).orElse(usual.maxRestarts()),
        app.get(AppFields.RESTART_DELAY).orElse(usual.delay()),
        app.get(AppFields.BACKOFF).orElse(usual.backoff()),
        app.get(AppFields.STOP_EXIT_CODES).orElse(usual.stopExitCodes()));
  }

  private StopRules stopRules(boolean isNode) {
    var usual = StopRules.DEFAULT;
    return new StopRules(
        app.get(AppFields.KILL_SIGNAL, "PM2_KILL_SIGNAL", context.env()).orElse(usual.signal()),
        app.get(AppFields.KILL_TIMEOUT, "PM2_KILL_TIMEOUT", context.env())
            .orElse(usual.gracePeriod()),
        app.get(AppFields.TREEKILL).orElse(usual.wholeTree()),
        byMessage(isNode));
  }

  private boolean byMessage(boolean isNode) {
    boolean asked =
        app.get(AppFields.BY_MESSAGE, "PM2_KILL_USE_MESSAGE", context.env())
            .orElse(StopRules.DEFAULT.byMessage());
    if (asked && !isNode && app.has(AppFields.BY_MESSAGE)) {
      app.warn("shutdown_with_message is ignored, since only Node programs get messages");
    }
    return asked && isNode;
  }

  /** PM2: instances share their logs unless it is a cluster or a number of them was named. */
  private LogFiles logs(String name, Program program, ExecMode mode) {
    var cwd = BasePath.of(Path.of(program.cwd()), program.env());
    boolean shared = mode == ExecMode.FORK && !app.has(AppFields.INSTANCES);
    return new LogFilesReader(app, cwd, context.home()).read(name, shared);
  }
}
