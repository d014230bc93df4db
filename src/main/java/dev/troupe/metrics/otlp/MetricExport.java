package dev.troupe.metrics.otlp;

import dev.troupe.metrics.Measurements;
import dev.troupe.metrics.MetricsPage;
import dev.troupe.model.OtlpCollector;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends all metrics to a collector, each time somebody says so. What does not arrive is not sent
 * again: the next numbers say it too. Tells once that it fails, and once that it works again.
 */
public final class MetricExport {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** It would print each failure; kept so that its level is not forgotten. */
  private static final Logger CHATTER = Logger.getLogger("io.opentelemetry.exporter");

  private final MetricsPage page = new MetricsPage();
  private final OtlpHttpMetricExporter exporter;
  private final Translation translation;
  private final OtlpCollector to;
  private final Supplier<CompletionStage<Measurements>> measurements;
  private final Consumer<String> news;
  private final AtomicBoolean isUnderWay = new AtomicBoolean();
  private final AtomicBoolean isFailing = new AtomicBoolean();

  /**
   * Ready to send. Loads many classes.
   *
   * @param version of the daemon
   * @param since when the daemon was started
   * @param measurements what is sent
   * @param news told what goes wrong, in one sentence
   */
  public MetricExport(
      OtlpCollector to,
      String version,
      Instant since,
      Supplier<CompletionStage<Measurements>> measurements,
      Consumer<String> news) {
    CHATTER.setLevel(Level.OFF);
    this.to = to;
    this.measurements = measurements;
    this.news = news;
    this.translation = new Translation(resource(to, version), since);
    var builder =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(to.endpoint().toString())
            .setCompression(to.isCompressed() ? "gzip" : "none")
            .setConnectTimeout(CONNECT)
            .setTimeout(ANSWER)
            .setRetryPolicy(null)
            .setMeterProvider(MeterProvider::noop);
    to.headers().forEach(builder::addHeader);
    this.exporter = builder.build();
  }

  private static Resource resource(OtlpCollector to, String version) {
    var attributes = Attributes.builder();
    attributes.put("service.name", "troupe");
    attributes.put("service.version", version);
    to.attributes().forEach(attributes::put);
    return Resource.create(attributes.build());
  }

  /** Sends what is measured now, unless the last sending is still under way. Does not wait. */
  public void send() {
    if (isUnderWay.compareAndSet(false, true)) {
      measurements.get().whenComplete(this::send);
    }
  }

  private void send(@Nullable Measurements now, @Nullable Throwable failure) {
    try {
      if (now == null) {
        ended(String.valueOf(failure));
        return;
      }
      var result = exporter.export(translation.of(page.report(now, true), now.at()));
      result.whenComplete(() -> ended(reason(result)));
    } catch (RuntimeException e) {
      ended(e.toString());
    }
  }

  /** Null if it has arrived. */
  private static @Nullable String reason(CompletableResultCode result) {
    if (result.isSuccess()) {
      return null;
    }
    var failure = result.getFailureThrowable();
    return failure == null ? "refused" : failure.toString();
  }

  private void ended(@Nullable String reason) {
    if (isFailing.getAndSet(reason != null) != (reason != null)) {
      news.accept(
          reason == null
              ? "metrics arrive at " + to.endpoint() + " again"
              : "metrics do not arrive at %s: %s; they are sent at the next interval again"
                  .formatted(to.endpoint(), reason));
    }
    isUnderWay.set(false);
  }

  /** Nothing more is sent. */
  public void close() {
    exporter.shutdown();
  }
}
