package dev.troupe.pm2;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.AppSpec;
import dev.troupe.model.Balance;
import dev.troupe.model.Dependency;
import dev.troupe.model.ExecMode;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Instruments;
import dev.troupe.model.Limits;
import dev.troupe.model.LogFiles;
import dev.troupe.model.PlainApp;
import dev.troupe.model.ProbeRules;
import dev.troupe.model.Program;
import dev.troupe.model.Readiness;
import dev.troupe.model.Readiness.Sign;
import dev.troupe.model.ReloadReport;
import dev.troupe.model.ReloadRules;
import dev.troupe.model.RestartReason;
import dev.troupe.model.Schedule;
import dev.troupe.model.Service;
import dev.troupe.model.SocketSpec;
import dev.troupe.model.StopRules;
import dev.troupe.model.Usage;
import dev.troupe.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Apps to print. */
public final class Example {
  public static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");

  private Example() {}

  /** A node app with instances 0, 1 ... that are online. */
  public static AppSnapshot web(int instances) {
    var running = new ArrayList<InstanceSnapshot>();
    for (int id = 0; id < instances; id++) {
      running.add(instance(id, InstanceState.ONLINE));
    }
    return new AppSnapshot(
        1, spec("web", "/usr/bin/node", "/srv/child.js", instances), running, null);
  }

  /** A binary that was stopped. */
  public static AppSnapshot sleeper() {
    return new AppSnapshot(
        2, spec("sl", null, "/bin/sleep", 1), List.of(instance(7, InstanceState.STOPPED)), null);
  }

  /** A node app of two instances that uses all there is, and whose last reload failed. */
  public static AppSnapshot service() {
    var plain = web(2);
    var spec = plain.spec();
    var env = new HashMap<>(spec.program().env());
    env.put("PORT", "3000");
    var full =
        spec.with(
            app -> {
              app.program = spec.program().withEnv(env);
              app.stop = new StopRules("SIGINT", Duration.ofMillis(1600), true, true);
              app.incrementVar = "PORT";
              app.service = allOfIt();
              app.dependsOn = List.of(new Dependency("db", Dependency.Condition.READY));
            });
    var report =
        new ReloadReport(
            ReloadReport.Outcome.ROLLED_BACK, STARTED, STARTED, 0, 1, "exited with code 1");
    var instances = plain.instances().stream().map(Example::probed).toList();
    return new AppSnapshot(plain.key(), full, instances, report);
  }

  private static Service allOfIt() {
    var readiness =
        new Readiness(
            Sign.MESSAGE, null, null, Duration.ofSeconds(8), Readiness.OnTimeout.ROLLBACK);
    var sockets =
        List.of(
            new SocketSpec("web", null, 8080, null, 4096),
            new SocketSpec("admin", "::1", 81, null, 4096),
            new SocketSpec("local", null, 0, "/run/a.sock", 4096));
    return new Service(
        readiness, probe(), Duration.ofSeconds(5), sockets, Balance.KERNEL, ReloadRules.DEFAULT);
  }

  /** A node app that is watched, timed and limited, and was started anew for its memory. */
  public static AppSnapshot caredFor() {
    var plain = web(1);
    var spec =
        plain
            .spec()
            .with(
                app -> {
                  app.watch = Watch.OFF.switched(true);
                  app.schedule =
                      new Schedule("0 3 * * *", "Asia/Tokyo", Schedule.Concurrency.FORBID);
                  app.limits = new Limits(157_286_400L, null, null, null, null, null, List.of());
                });
    var instances = plain.instances().stream().map(Example::renewed).toList();
    return new AppSnapshot(plain.key(), spec, instances, null, STARTED, null);
  }

  private static InstanceSnapshot renewed(InstanceSnapshot one) {
    return new InstanceSnapshot(
        one.id(),
        one.slot(),
        one.uniqueId(),
        one.state(),
        one.pid(),
        one.createdAt(),
        one.startedAt(),
        1,
        0,
        null,
        null,
        null,
        one.usage(),
        true,
        null,
        null,
        new RestartReason(RestartReason.Cause.MEMORY, "used 151.0mb of memory, more than 150.0mb"),
        List.of(),
        Instruments.NONE,
        null,
        "20.20.2");
  }

  private static ProbeRules probe() {
    return new ProbeRules(
        ProbeRules.Kind.HTTP,
        "127.0.0.1",
        0,
        "/health",
        200,
        399,
        List.of(),
        Duration.ZERO,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        1,
        3);
  }

  private static InstanceSnapshot probed(InstanceSnapshot one) {
    return new InstanceSnapshot(
        one.id(),
        one.slot(),
        one.uniqueId(),
        one.state(),
        one.pid(),
        one.createdAt(),
        one.startedAt(),
        one.restarts(),
        one.unstableRestarts(),
        one.restartAt(),
        one.lastExit(),
        one.problem(),
        one.usage(),
        true,
        Duration.ofMillis(12),
        "3 requests under way");
  }

  private static AppSpec spec(
      String name, @Nullable String interpreter, String script, int instances) {
    var program =
        new Program(
            script,
            interpreter == null ? List.of("1000") : List.of(),
            interpreter,
            List.of(),
            "/srv",
            Map.of("NODE_ENV", "production", "NODE_APP_INSTANCE", "9", "PATH", "/bin"),
            null,
            null);
    var logs = "/h/logs/" + name;
    return PlainApp.of(name, program)
        .with(
            app -> {
              app.execMode = interpreter == null ? ExecMode.FORK : ExecMode.CLUSTER;
              app.instances = instances;
              app.instancesGiven = instances > 1;
              app.logs =
                  new LogFiles(
                      logs + "-out.log",
                      logs + "-error.log",
                      null,
                      "/h/pids/" + name + ".pid",
                      instances == 1);
            });
  }

  private static InstanceSnapshot instance(int id, InstanceState state) {
    boolean isOnline = state == InstanceState.ONLINE;
    return new InstanceSnapshot(
        id,
        id,
        "1e14a259-4dcf-4fb3-833f-c56b68a9ea5" + id,
        state,
        isOnline ? 4711L + id : null,
        STARTED,
        STARTED,
        0,
        0,
        null,
        null,
        null,
        isOnline ? new Usage(3.14, 54_853_632) : Usage.NONE,
        isOnline,
        null,
        null);
  }
}
