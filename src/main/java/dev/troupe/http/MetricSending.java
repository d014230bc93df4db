package dev.troupe.http;

import dev.troupe.metrics.Measurements;
import dev.troupe.metrics.otlp.MetricExport;
import dev.troupe.model.OtlpCollector;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.ExecutionContextExecutor;

/**
 * Metrics on their way to a collector, again and again. What sends them is loaded when the first
 * are due.
 */
public final class MetricSending {
  private final Logger log = LoggerFactory.getLogger(MetricSending.class);
  private final OtlpCollector to;
  private final String version;
  private final Instant since;
  private final Supplier<CompletionStage<Measurements>> measurements;
  private final Cancellable timer;

  /** Both guarded by this. */
  private @Nullable MetricExport export;

  private boolean isClosed;

  /**
   * Begins: the first are sent after an interval.
   *
   * @param version of the daemon
   * @param since when the daemon was started
   * @param measurements what is sent
   * @param blocking runs what blocks
   */
  public MetricSending(
      ActorSystem<?> system,
      ExecutionContextExecutor blocking,
      OtlpCollector to,
      Duration interval,
      String version,
      Instant since,
      Supplier<CompletionStage<Measurements>> measurements) {
    this.to = to;
    this.version = version;
    this.since = since;
    this.measurements = measurements;
    this.timer =
        system.scheduler().scheduleWithFixedDelay(interval, interval, this::send, blocking);
  }

  private synchronized void send() {
    if (isClosed) {
      return;
    }
    if (export == null) {
      export = new MetricExport(to, version, since, measurements, log::warn);
    }
    export.send();
  }

  /** Nothing more is sent. */
  public synchronized void close() {
    isClosed = true;
    timer.cancel();
    if (export != null) {
      export.close();
    }
  }
}
