package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Dependency;
import dev.troupe.model.ExecMode;
import dev.troupe.model.LogFiles;
import dev.troupe.model.Program;
import dev.troupe.model.RestartRules;
import dev.troupe.model.Service;
import dev.troupe.model.StopRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Apps for tests. */
final class Specs {
  private Specs() {}

  static AppSpec app(String name, int instances, RestartRules restart, Path folder) {
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

  static AppSpec app(String name, int instances, Path folder) {
    return app(name, instances, RestartRules.DEFAULT, folder);
  }

  static RestartRules delayed(Duration delay) {
    var rules = RestartRules.DEFAULT;
    return new RestartRules(
        true, rules.minUptime(), rules.maxRestarts(), delay, Duration.ZERO, List.of());
  }

  /** An app that is declared without being started. */
  static AppSpec resting(String name, Path folder) {
    var app = app(name, 1, folder);
    return with(app, app.namespace(), app.program(), false);
  }

  static AppSpec in(String namespace, AppSpec app) {
    return with(app, namespace, app.program(), app.autostart());
  }

  static AppSpec running(Program program, AppSpec app) {
    return with(app, app.namespace(), program, app.autostart());
  }

  /** An app that is reloaded slot by slot. */
  static AppSpec clustered(AppSpec app) {
    return with(app, ExecMode.CLUSTER, app.dependsOn());
  }

  /** An app that comes after others. */
  static AppSpec after(AppSpec app, Dependency... dependencies) {
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

  private static AppSpec with(AppSpec app, String namespace, Program program, boolean autostart) {
    return new AppSpec(
        app.name(),
        namespace,
        program,
        app.execMode(),
        app.instances(),
        app.instancesGiven(),
        autostart,
        app.instanceVar(),
        app.version(),
        app.restart(),
        app.stop(),
        app.logs(),
        app.incrementVar(),
        app.service(),
        app.dependsOn());
  }
}
