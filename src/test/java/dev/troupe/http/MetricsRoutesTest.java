package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Json;
import dev.troupe.metrics.PrometheusText;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsRoutesTest {
  private final Endpoint endpoint = new Endpoint();
  private Wire wire;

  @BeforeEach
  void open() {
    wire = endpoint.tcp();
  }

  @AfterEach
  void close() throws IOException {
    wire.close();
    endpoint.close();
  }

  private Wire.Answer ask(String target, String... headers) {
    wire.send(endpoint.request("GET", target, headers));
    return wire.answer();
  }

  @Test
  void prometheusGetsItsText() {
    var answer = ask("/metrics");
    assertThat(answer.header("content-type")).isEqualTo("text/plain; version=0.0.4; charset=UTF-8");
    assertThat(PrometheusText.read(answer.body()))
        .anyMatch(one -> one.name().equals("troupe_instance_uptime_seconds") && one.value() == 60);
    assertThat(endpoint.control.asked).containsExactly("measurements all");
  }

  @Test
  void whoeverAsksForOpenMetricsGetsThat() {
    var answer =
        ask(
            "/metrics",
            "Accept: application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3");
    assertThat(answer.header("content-type"))
        .isEqualTo("application/openmetrics-text; version=1.0.0; charset=UTF-8");
    assertThat(answer.body()).endsWith("# EOF\n");
  }

  @Test
  void itIsNotForEverybody() {
    wire.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(wire.answer().status()).isEqualTo(401);
  }

  @Test
  void programsGetRecordsOfTheAppsTheyMean() throws IOException {
    var report = Json.readObject(ask("/api/v1/metrics?target=api").body());
    assertThat(endpoint.control.asked).containsExactly("measurements api");
    assertThat(report.get("metrics"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .extracting(family -> OpenApi.map(family).get("name"))
        .contains("troupe_instance_ready")
        .noneMatch(name -> Objects.toString(name).startsWith("jvm_"));
  }

  @Test
  void aTargetThatMeansNothingHasNoMetrics() throws IOException {
    assertThat(Json.readObject(ask("/api/v1/metrics?target=nope").body()))
        .containsEntry("metrics", List.of());
  }
}
