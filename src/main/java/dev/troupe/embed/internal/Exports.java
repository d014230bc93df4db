package dev.troupe.embed.internal;

import dev.troupe.api.Version;
import dev.troupe.embed.TroupeSettings;
import dev.troupe.embed.TroupeSupervisor.Command;
import dev.troupe.http.MeasurementSource;
import dev.troupe.http.MetricSending;
import dev.troupe.logs.Logs;
import dev.troupe.logs.otlp.LogExport;
import dev.troupe.metrics.Measurements;
import dev.troupe.model.OtlpCollector;
import dev.troupe.os.EngineInfo;
import dev.troupe.os.HostProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
  private final Optional<MetricSending> metrics;

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
    this.metrics = settings.metricsCollector().map(to -> metrics(to, logs, folder, engine));
  }

  /** Sends what there still is, and ends. Does not wait for it. */
  CompletionStage<Void> close() {
    metrics.ifPresent(MetricSending::close);
    return lines
        .map(export -> CompletableFuture.runAsync(() -> export.close(LAST_LINES), blocking))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private MetricSending metrics(OtlpCollector to, Logs logs, Path folder, EngineInfo engine) {
    var daemon = new Measurements.Daemon(Version.text(), engine.name());
    var host = HostProbe.open(folder);
    return new MetricSending(
        system,
        blocking,
        to,
        settings.metricsInterval(),
        daemon.version(),
        logs.startedAt(),
        () -> measured(logs, daemon, host));
  }

  private CompletionStage<Measurements> measured(
      Logs logs, Measurements.Daemon daemon, HostProbe host) {
    return AskPattern.<Command, Root.Parts>ask(
            root, Root.GetParts::new, PATIENCE, system.scheduler())
        .thenCompose(
            parts ->
                new MeasurementSource(
                        system,
                        parts.supervisor(),
                        parts.announcer(),
                        logs,
                        daemon,
                        () -> CompletableFuture.supplyAsync(host::measure, blocking))
                    .measure("all"));
  }
}
