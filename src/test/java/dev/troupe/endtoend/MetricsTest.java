package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.troupe.metrics.PrometheusText;
import dev.troupe.metrics.PrometheusText.Sample;
import dev.troupe.metrics.otlp.MetricsStandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real daemon tells of a real app that has crashed once, prints, and measures itself. */
@Tag("os")
class MetricsTest {
  private static final String APP =
      """
      const fs = require('fs');
      if (!fs.existsSync('crashed')) {
        fs.writeFileSync('crashed', '');
        process.exit(3);
      }
      console.log('one');
      console.log('two');
      process.send({ type: 'axm:monitor', data: {
        'Realtime users': { value: 17, unit: '' },
        'Event Loop Latency': { value: '2.5', unit: 'ms' } } });
      setInterval(() => {}, 1000);
      """;

  private @TempDir Path folder;
  private Troupe troupe;
  private MetricsStandIn collector;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    troupe = new Troupe(folder);
    collector = new MetricsStandIn();
    troupe.write(
        "home/application.conf",
        "troupe.metrics.otlp { endpoint = \"http://127.0.0.1:%d\", interval = 1s }"
            .formatted(collector.port()));
    troupe.write("app.js", APP);
    troupe.run("start", "app.js", "--name", "api").succeeds();
  }

  @AfterEach
  void leave() throws IOException, InterruptedException {
    troupe.close();
    collector.close();
  }

  private List<Sample> scrape() throws IOException, InterruptedException {
    return PrometheusText.read(troupe.run("metrics", "--prometheus").succeeds().out());
  }

  private static double value(List<Sample> samples, String name, String label, String wanted) {
    return samples.stream()
        .filter(one -> one.name().equals(name) && wanted.equals(one.labels().get(label)))
        .mapToDouble(Sample::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  @Test
  void isWhatHasHappened() throws IOException, InterruptedException {
    var deadline = Instant.now().plus(Duration.ofSeconds(30));
    var all = scrape();
    while (value(all, "troupe_instance_custom", "name", "Realtime users") != 17
        || value(all, "troupe_instance_log_lines_total", "app", "api") != 2
        || value(all, "troupe_instance_memory_resident_bytes", "app", "api") == 0) {
      assertThat(Instant.now()).as("%s", all).isBefore(deadline);
      all = scrape();
    }
    assertThat(value(all, "troupe_instance_restarts_total", "reason", "exit")).isEqualTo(1);
    assertThat(value(all, "troupe_instance_exits_total", "result", "failure")).isEqualTo(1);
    assertThat(value(all, "troupe_instance_state", "state", "online")).isEqualTo(1);
    assertThat(value(all, "troupe_instance_log_bytes_total", "app", "api")).isEqualTo(8);
    assertThat(value(all, "troupe_instance_open_fds", "app", "api")).isPositive();
    assertThat(value(all, "troupe_instance_event_loop_latency_seconds", "percentile", "50"))
        .isEqualTo(0.0025);
    assertThat(all).anyMatch(one -> one.name().equals("jvm_memory_used_bytes"));
    assertThat(troupe.run("describe", "api").succeeds().out())
        .containsPattern(
            "uses +│ .* memory \\(.* pss\\), 1 process, \\d+ threads?, \\d+ open files");
    assertThat(metrics("api"))
        .contains("troupe_instance_cpu_ratio")
        .doesNotContain("troupe_host_load1");
  }

  @Test
  void goesToACollectorAsWell() throws InterruptedException {
    Troupe.await(
        "the app's own metric has arrived",
        () ->
            collector.metric("troupe_instance_custom").stream()
                .flatMap(metric -> metric.getGauge().getDataPointsList().stream())
                .anyMatch(point -> point.getAsDouble() == 17));
  }

  private List<String> metrics(String target) throws IOException, InterruptedException {
    var report = JSON.std.mapFrom(troupe.run("metrics", target, "--json").succeeds().out());
    return ((List<?>) report.get("metrics"))
        .stream().map(one -> String.valueOf(((Map<?, ?>) one).get("name"))).toList();
  }
}
