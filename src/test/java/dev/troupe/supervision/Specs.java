package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Dependency;
import dev.troupe.model.ExecMode;
import dev.troupe.model.LogFiles;
import dev.troupe.model.ProbeRules;
import dev.troupe.model.Program;
import dev.troupe.model.Readiness;
import dev.troupe.model.ReloadRules;
import dev.troupe.model.RestartRules;
import dev.troupe.model.Service;
import dev.troupe.model.SocketSpec;
import dev.troupe.model.StopRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Apps for tests. */
public final class Specs {
  public static final Duration PROBE_INTERVAL = Duration.ofMillis(10);

  private Specs() {}

  public static AppSpec app(String name, int instances, RestartRules restart, Path folder) {
    var script = "/srv/" + name + ".sh";
    return new AppSpec(
        name,
        "default",
        new Program(script, List.of(), null, List.of(), "/", Map.of(), null, null),
        ExecMode.FORK,
        instances,
        instances > 1,
        true,
        "NODE_APP_INSTANCE",
        null,
        restart,
        StopRules.DEFAULT,
        new LogFiles(
            "/dev/null", "/dev/null", null, folder.resolve(name + ".pid").toString(), true),
        null,
        Service.PLAIN,
        List.of());
  }

  public static AppSpec app(String name, int instances, Path folder) {
    return app(name, instances, RestartRules.DEFAULT, folder);
  }

  public static RestartRules delayed(Duration delay) {
    var rules = RestartRules.DEFAULT;
    return new RestartRules(
        true, rules.minUptime(), rules.maxRestarts(), delay, Duration.ZERO, List.of());
  }

  /** Leaves what has ended stopped. */
  static RestartRules once() {
    var usual = RestartRules.DEFAULT;
    return new RestartRules(
        false, usual.minUptime(), 16, usual.delay(), usual.backoff(), List.of());
  }

  /** An app that is declared without being started. */
  public static AppSpec resting(String name, Path folder) {
    var app = app(name, 1, folder);
    return with(
        app, app.namespace(), app.program(), app.execMode(), false, app.stop(), app.service());
  }

  public static AppSpec in(String namespace, AppSpec app) {
    return with(
        app, namespace, app.program(), app.execMode(), app.autostart(), app.stop(), app.service());
  }

  public static AppSpec running(Program program, AppSpec app) {
    return with(
        app, app.namespace(), program, app.execMode(), app.autostart(), app.stop(), app.service());
  }

  /** An app that is reloaded slot by slot. */
  public static AppSpec clustered(AppSpec app) {
    return with(app, ExecMode.CLUSTER, app.dependsOn());
  }

  /** An app that comes after others. */
  public static AppSpec after(AppSpec app, Dependency... dependencies) {
    return with(app, app.execMode(), List.of(dependencies));
  }

  private static AppSpec with(AppSpec app, ExecMode mode, List<Dependency> dependsOn) {
    return new AppSpec(
        app.name(),
        app.namespace(),
        app.program(),
        mode,
        app.instances(),
        app.instancesGiven(),
        app.autostart(),
        app.instanceVar(),
        app.version(),
        app.restart(),
        app.stop(),
        app.logs(),
        app.incrementVar(),
        app.service(),
        dependsOn);
  }

  public static AppSpec stopping(StopRules stop, AppSpec app) {
    return with(
        app, app.namespace(), app.program(), app.execMode(), app.autostart(), stop, app.service());
  }

  public static AppSpec serving(Service service, AppSpec app) {
    return with(
        app, app.namespace(), app.program(), app.execMode(), app.autostart(), app.stop(), service);
  }

  /** The same app as a script of Node's. */
  public static AppSpec node(ExecMode mode, AppSpec app) {
    var script =
        new Program("/srv/api.js", List.of(), "/bin/node", List.of(), "/", Map.of(), null, null);
    return with(app, app.namespace(), script, mode, app.autostart(), app.stop(), app.service());
  }

  /** Ready by a sign that comes within 3 seconds. */
  public static Service readyBy(Readiness.Sign sign, Readiness.OnTimeout onTimeout) {
    return ready(
        new Readiness(
            sign, "listening on \\d+", probe(Duration.ZERO), Duration.ofSeconds(3), onTimeout));
  }

  static Service ready(Readiness readiness) {
    var plain = Service.PLAIN;
    return new Service(readiness, null, null, List.of(), plain.balance(), plain.reload());
  }

  /** Asked every {@link #PROBE_INTERVAL}; two answers in a row decide. */
  public static ProbeRules probe(Duration initialDelay) {
    return new ProbeRules(
        ProbeRules.Kind.TCP,
        "127.0.0.1",
        0,
        null,
        200,
        399,
        List.of(),
        initialDelay,
        PROBE_INTERVAL,
        PROBE_INTERVAL,
        2,
        2);
  }

  public static Service watchedBy(ProbeRules liveness) {
    var plain = Service.PLAIN;
    return new Service(
        plain.readiness(), liveness, null, List.of(), plain.balance(), plain.reload());
  }

  /** An app that gives a sign of life by itself, once it has notified that it is ready. */
  public static Service watched(Duration watchdog) {
    var plain = Service.PLAIN;
    var readiness =
        new Readiness(
            Readiness.Sign.NOTIFY, null, null, Duration.ofSeconds(3), Readiness.OnTimeout.ROLLBACK);
    return new Service(readiness, null, watchdog, List.of(), plain.balance(), plain.reload());
  }

  public static Service listeningOn(SocketSpec... sockets) {
    var plain = Service.PLAIN;
    return new Service(
        plain.readiness(), null, null, List.of(sockets), plain.balance(), plain.reload());
  }

  public static Service reloadedBy(ReloadRules reload) {
    var plain = Service.PLAIN;
    return new Service(plain.readiness(), null, null, List.of(), plain.balance(), reload);
  }

  private static AppSpec with(
      AppSpec app,
      String namespace,
      Program program,
      ExecMode mode,
      boolean autostart,
      StopRules stop,
      Service service) {
    return new AppSpec(
        app.name(),
        namespace,
        program,
        mode,
        app.instances(),
        app.instancesGiven(),
        autostart,
        app.instanceVar(),
        app.version(),
        app.restart(),
        stop,
        app.logs(),
        app.incrementVar(),
        service,
        app.dependsOn());
  }
}
