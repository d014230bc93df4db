package dev.troupe.metrics.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.troupe.api.MetricReport;
import dev.troupe.metrics.Measurements;
import dev.troupe.model.Host;
import dev.troupe.model.OtlpCollector;
import dev.troupe.model.Tally;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricExportTest {
  private static final Instant SINCE = Instant.ofEpochSecond(100);
  private static final Instant NOW = Instant.ofEpochSecond(200, 5);
  private static final Host HOST =
      new Host(
          2,
          25,
          new Host.Load(1, 1, 1),
          new Host.Space(10, 5),
          new Host.Space(0, 0),
          new Host.Space(10, 5),
          new Host.Traffic(7, 8, 0, 0),
          null);

  private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
  private MetricsStandIn collector;

  @BeforeEach
  void open() throws IOException {
    collector = new MetricsStandIn();
  }

  @AfterEach
  void close() {
    collector.close();
  }

  private static Measurements measured() {
    var daemon = new Measurements.Daemon("1.2", "linux");
    return new Measurements(NOW, daemon, HOST, List.of(), Tally.NONE, Map.of());
  }

  private MetricExport export(CompletionStage<Measurements> measurements) {
    var to =
        new OtlpCollector(
            collector.endpoint(), Map.of("X-Key", "secret"), Map.of("region", "eu"), false);
    return new MetricExport(to, "1.2", SINCE, () -> measurements, news::add);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("20 s are over").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void allMetricsArriveWithUnitsAndTimes() throws InterruptedException {
    var export = export(CompletableFuture.completedFuture(measured()));
    export.send();
    await(() -> collector.size() == 1);
    assertThat(collector.metric("troupe_host_memory_total_bytes"))
        .hasValueSatisfying(
            metric -> {
              assertThat(metric.getUnit()).isEqualTo("By");
              assertThat(metric.getGauge().getDataPoints(0).getAsDouble()).isEqualTo(10);
              assertThat(metric.getGauge().getDataPoints(0).getTimeUnixNano())
                  .isEqualTo(200_000_000_005L);
            });
    assertThat(collector.metric("troupe_host_disk_read_bytes_total"))
        .hasValueSatisfying(
            metric -> {
              assertThat(metric.getSum().getIsMonotonic()).isTrue();
              assertThat(metric.getSum().getDataPoints(0).getStartTimeUnixNano())
                  .isEqualTo(100_000_000_000L);
            });
    assertThat(collector.metric("jvm_memory_used_bytes")).isPresent();
    export.close();
  }

  @Test
  void theDaemonIsTheServiceAndHeadersGoAlong() throws InterruptedException {
    var export = export(CompletableFuture.completedFuture(measured()));
    export.send();
    await(() -> collector.size() == 1);
    assertThat(collector.resources().getFirst().getResource().getAttributesList())
        .extracting(KeyValue::getKey, one -> one.getValue().getStringValue())
        .contains(
            tuple("service.name", "troupe"),
            tuple("service.version", "1.2"),
            tuple("region", "eu"));
    assertThat(collector.headers).containsEntry("X-key", List.of("secret"));
    export.close();
  }

  @Test
  void tellsOnceThatItFailsAndOnceThatItWorksAgain() throws InterruptedException {
    collector.refusals.addAll(List.of(503, 503));
    var export = export(CompletableFuture.completedFuture(measured()));
    while (collector.size() == 0) {
      export.send();
      Thread.onSpinWait();
    }
    assertThat(news.poll(20, TimeUnit.SECONDS))
        .startsWith("metrics do not arrive at " + collector.endpoint());
    assertThat(news.poll(20, TimeUnit.SECONDS))
        .isEqualTo("metrics arrive at " + collector.endpoint() + " again");
    assertThat(news).isEmpty();
    export.close();
  }

  @Test
  void asksForNothingWhileASendingIsUnderWay() {
    var asked = new AtomicInteger();
    var held = new CompletableFuture<Measurements>();
    var to = new OtlpCollector(collector.endpoint(), Map.of(), Map.of(), false);
    var export =
        new MetricExport(
            to,
            "1.2",
            SINCE,
            () -> {
              asked.incrementAndGet();
              return held;
            },
            news::add);
    export.send();
    export.send();
    assertThat(asked).hasValue(1);
    held.completeExceptionally(new IllegalStateException("no answer"));
    export.send();
    assertThat(asked).hasValue(2);
    assertThat(news).singleElement().asString().contains("no answer");
    export.close();
  }

  @ParameterizedTest
  @CsvSource({
    "a_seconds, s",
    "a_seconds_total, s",
    "a_bytes_total, By",
    "a_ratio, 1",
    "a_total, ''",
    "a_threads, ''"
  })
  void unitsAreThoseOfUcum(String name, String unit) {
    assertThat(Translation.unit(name)).isEqualTo(unit);
  }

  @Test
  void whatHasNoValueIsNotSent() {
    var report = new MetricReport(List.of(new MetricReport.Family("a", "gauge", "", List.of())));
    assertThat(new Translation(Resource.empty(), SINCE).of(report, NOW)).isEmpty();
  }
}
