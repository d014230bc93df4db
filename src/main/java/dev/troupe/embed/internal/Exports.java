package dev.troupe.embed.internal;

import dev.troupe.api.Version;
import dev.troupe.embed.TroupeSettings;
import dev.troupe.embed.TroupeSupervisor.Command;
import dev.troupe.http.Measuring;
import dev.troupe.logs.Logs;
import dev.troupe.logs.otlp.LogExport;
import dev.troupe.metrics.Measurements;
import dev.troupe.metrics.otlp.MetricExport;
import dev.troupe.model.OtlpCollector;
import dev.troupe.os.EngineInfo;
import dev.troupe.os.HostProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import scala.concurrent.ExecutionContextExecutor;

/**
 * Sends lines and metrics to the collectors that the host has configured; without one nothing of it
 * is loaded. Goes on when a supervisor fails and another follows.
 */
final class Exports {
  private static final Duration LAST_LINES = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ActorSystem<?> system;
  private final TroupeSettings settings;
  private final ActorRef<Command> root;
  private final ExecutionContextExecutor blocking;
  private final Optional<LogExport> lines;
  private final Optional<Metrics> metrics;

  /**
   * Begins, before there are lines.
   *
   * @param root knows who supervises now
   * @param folder by which the collector tells the supervisors of one machine apart
   */
  Exports(
      ActorSystem<?> system,
      TroupeSettings settings,
      ActorRef<Command> root,
      Logs logs,
      Path folder,
      EngineInfo engine) {
    this.system = system;
    this.settings = settings;
    this.root = root;
    this.blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig(settings.blockingDispatcher()));
    this.lines =
        settings
            .logCollector()
            .map(
                to ->
                    LogExport.start(
                        system,
                        logs,
                        to,
                        folder.toString(),
                        problem -> system.log().warn(problem.message())));
    this.metrics = settings.metricsCollector().map(to -> new Metrics(to, logs, folder, engine));
  }

  /** Sends what there still is, and ends. Does not wait for it. */
  CompletionStage<Void> close() {
    metrics.ifPresent(Metrics::close);
    return lines
        .map(export -> CompletableFuture.runAsync(() -> export.close(LAST_LINES), blocking))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /** Metrics on their way, again and again. */
  private final class Metrics {
    private final Logs logs;
    private final Measurements.Daemon daemon;
    private final HostProbe host;
    private final MetricExport export;
    private final Cancellable timer;

    Metrics(OtlpCollector to, Logs logs, Path folder, EngineInfo engine) {
      this.logs = logs;
      this.daemon = new Measurements.Daemon(Version.text(), engine.name());
      this.host = HostProbe.open(folder);
      this.export =
          new MetricExport(
              to, daemon.version(), logs.startedAt(), this::measured, system.log()::warn);
      var interval = settings.metricsInterval();
      this.timer =
          system.scheduler().scheduleWithFixedDelay(interval, interval, export::send, blocking);
    }

    private CompletionStage<Measurements> measured() {
      return AskPattern.<Command, Root.Parts>ask(
              root, Root.GetParts::new, PATIENCE, system.scheduler())
          .thenCompose(
              parts ->
                  new Measuring(
                          system,
                          parts.supervisor(),
                          parts.announcer(),
                          logs,
                          daemon,
                          () -> CompletableFuture.supplyAsync(host::measure, blocking))
                      .measure("all"));
    }

    void close() {
      timer.cancel();
      export.close();
    }
  }
}
