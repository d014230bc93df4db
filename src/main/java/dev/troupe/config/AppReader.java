package dev.troupe.config;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import dev.troupe.model.LogFiles;
import dev.troupe.model.Program;
import dev.troupe.model.RestartRules;
import dev.troupe.model.Service;
import dev.troupe.model.StopRules;
import java.nio.file.Path;
import java.util.List;
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
    var stop = stopRules();
    var name = name();
    return new ProgramReader(app, context, accounts)
        .read()
        .map(
            program -> {
              var mode = mode(program.interpreter());
              return new AppSpec(
                  name,
                  namespace,
                  program,
                  mode,
                  instances,
                  app.has(AppFields.INSTANCES),
                  autostart,
                  instanceVar,
                  version(program),
                  restart,
                  stop,
                  logs(name, program, mode),
                  null,
                  Service.PLAIN,
                  List.of());
            });
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

  private ExecMode mode(@Nullable String interpreter) {
    boolean canCluster = interpreter != null && Interpreters.isNode(interpreter);
    boolean forked = app.get(AppFields.EXECUTE_COMMAND).orElse(false);
    var given = app.get(AppFields.EXEC_MODE).filter(cluster -> !(cluster && forked));
    if (given.orElse(false) && !canCluster) {
      app.refuse(
          AppFields.EXEC_MODE,
          "cluster is for node and bun, not for "
              + (interpreter == null ? "binaries" : interpreter),
          "write fork or leave it out");
    }
    boolean cluster = given.orElse(canCluster && app.has(AppFields.INSTANCES) && !forked);
    if (cluster) {
      app.warn("cluster mode is not supported yet: its instances cannot share a port");
    }
    return cluster ? ExecMode.CLUSTER : ExecMode.FORK;
  }

  private static @Nullable String version(Program program) {
    boolean isNode = program.interpreter() != null && Interpreters.isNode(program.interpreter());
    return isNode ? PackageVersion.of(Path.of(program.script())).orElse(null) : null;
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

  private StopRules stopRules() {
    var usual = StopRules.DEFAULT;
    return new StopRules(
        app.get(AppFields.KILL_SIGNAL, "PM2_KILL_SIGNAL", context.env()).orElse(usual.signal()),
        app.get(AppFields.KILL_TIMEOUT, "PM2_KILL_TIMEOUT", context.env())
            .orElse(usual.gracePeriod()),
        app.get(AppFields.TREEKILL).orElse(usual.wholeTree()),
        usual.byMessage());
  }

  /** PM2: instances share their logs unless it is a cluster or a number of them was named. */
  private LogFiles logs(String name, Program program, ExecMode mode) {
    var cwd = BasePath.of(Path.of(program.cwd()), program.env());
    boolean shared = mode == ExecMode.FORK && !app.has(AppFields.INSTANCES);
    return new LogFilesReader(app, cwd, context.home()).read(name, shared);
  }
}
