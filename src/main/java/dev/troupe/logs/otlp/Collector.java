package dev.troupe.logs.otlp;

import dev.troupe.model.OtlpCollector;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The collector at the other end. Never blocks, never throws. */
final class Collector {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** It would print each failure; kept so that its level is not forgotten. */
  private static final Logger CHATTER = Logger.getLogger("io.opentelemetry.exporter");

  private final OtlpHttpLogRecordExporter exporter;

  Collector(OtlpCollector to) {
    CHATTER.setLevel(Level.OFF);
    var builder =
        OtlpHttpLogRecordExporter.builder()
            .setEndpoint(to.endpoint().toString())
            .setCompression(to.isCompressed() ? "gzip" : "none")
            .setConnectTimeout(CONNECT)
            .setTimeout(ANSWER)
            .setRetryPolicy(null)
            .setMeterProvider(MeterProvider.noop());
    to.headers().forEach(builder::addHeader);
    this.exporter = builder.build();
  }

  /** Sends records, once. Returns why that failed, 10 seconds later at most; empty if not. */
  CompletionStage<Optional<String>> send(Collection<LogRecordData> records) {
    var sent = new CompletableFuture<Optional<String>>();
    try {
      var result = exporter.export(records);
      result.whenComplete(
          () ->
              sent.complete(
                  result.isSuccess()
                      ? Optional.empty()
                      : Optional.of(reason(result.getFailureThrowable()))));
    } catch (RuntimeException e) {
      sent.complete(Optional.of(e.toString()));
    }
    return sent;
  }

  /** The status is told by one of the exporter's own classes only. */
  private static String reason(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> "refused";
      case FailedExportException.HttpExportException http when http.getResponse() != null ->
          "HTTP status " + http.getResponse().getStatusCode();
      case FailedExportException other when other.getCause() != null -> reason(other.getCause());
      default -> failure.toString();
    };
  }

  void close() {
    exporter.shutdown();
  }
}
