package dev.troupe;

import dev.troupe.api.DaemonInfo;
import dev.troupe.config.DaemonSettings;
import dev.troupe.http.Control;
import dev.troupe.metrics.otlp.MetricExport;
import dev.troupe.model.OtlpCollector;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends metrics to a collector. What does it is loaded when the first are due. */
final class DaemonMetrics {
  private final Logger log = LoggerFactory.getLogger(DaemonMetrics.class);
  private final OtlpCollector to;
  private final DaemonInfo info;
  private final Control control;

  /** Guarded by this. */
  private @Nullable MetricExport export;

  private DaemonMetrics(OtlpCollector to, DaemonInfo info, Control control) {
    this.to = to;
    this.info = info;
    this.control = control;
  }

  /** From now on, if there is a collector, until the system ends. */
  static void begin(
      ActorSystem<?> system, DaemonSettings.Metrics settings, DaemonInfo info, Control control) {
    settings
        .otlp()
        .collector()
        .map(to -> new DaemonMetrics(to, info, control))
        .ifPresent(
            metrics ->
                system
                    .scheduler()
                    .scheduleWithFixedDelay(
                        settings.interval(),
                        settings.interval(),
                        metrics::send,
                        system.dispatchers().lookup(DispatcherSelector.blocking())));
  }

  private synchronized void send() {
    if (export == null) {
      export =
          new MetricExport(
              to, info.version(), info.startedAt(), () -> control.measurements("all"), log::warn);
    }
    export.send();
  }
}
