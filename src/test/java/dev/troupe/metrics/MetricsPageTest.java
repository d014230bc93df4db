package dev.troupe.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.model.AppSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsPageTest {
  private static final String OF_API = "app=\"api\",id=\"4\",namespace=\"default\"";
  private static final MetricsPage PAGE = new MetricsPage();

  private static String text(AppSnapshot... apps) {
    return PAGE.page(Scene.of(apps), "").text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "troupe_instance_ready | 1.0",
        "troupe_instance_start_time_seconds | 1.7672256E9",
        "troupe_instance_uptime_seconds | 60.0",
        "troupe_instance_unstable_restarts | 1.0",
        "troupe_instance_cpu_ratio | 1.5",
        "troupe_instance_memory_resident_bytes | 2048.0",
        "troupe_instance_processes | 3.0",
        "troupe_instance_threads | 12.0",
        "troupe_instance_open_fds | 30.0",
        "troupe_instance_probe_duration_seconds | 0.012",
        "troupe_instance_log_bytes_total | 100.0",
        "troupe_instance_log_lines_total | 7.0",
        "troupe_instance_log_dropped_bytes_total | 1.0"
      })
  void tellsWhatAnInstanceUsesInBaseUnits(String name, String value) {
    assertThat(text(Scene.app("api", 4, 4711L, Map.of())))
        .contains("\n%s{%s} %s\n".formatted(name, OF_API, value));
  }

  @ParameterizedTest
  @CsvSource({
    "troupe_host_cores, 2.0",
    "troupe_host_cpu_ratio, 0.25",
    "troupe_host_load1, 0.5",
    "troupe_host_memory_available_bytes, 600.0",
    "troupe_host_swap_free_bytes, 50.0",
    "troupe_host_disk_available_bytes, 4000.0",
    "troupe_host_disk_written_bytes_total, 20.0",
    "troupe_host_network_received_bytes_total, 30.0"
  })
  void tellsHowTheMachineDoes(String name, String value) {
    assertThat(text()).contains("\n" + name + " " + value + "\n");
  }

  @Test
  void tellsStateRestartsAndExitsByALabel() {
    assertThat(text(Scene.app("api", 4, 4711L, Map.of())))
        .contains("troupe_instance_state{%s,state=\"online\"} 1.0\n".formatted(OF_API))
        .contains("app=\"api\",id=\"4\",namespace=\"default\",reason=\"exit\"} 3.0\n")
        .contains("app=\"api\",id=\"4\",namespace=\"default\",result=\"signal\"} 2.0\n");
  }

  @Test
  void tellsHowReloadsEndedAndHowLongTheyTook() {
    var name = "troupe_app_reload_duration_seconds";
    var labels = "{app=\"api\",namespace=\"default\",outcome=\"completed\"}";
    assertThat(text(Scene.app("api", 4, 4711L, Map.of())))
        .contains(name + "_count" + labels + " 2\n")
        .contains(name + "_sum" + labels + " 2.5\n")
        .contains("troupe_app_instances_desired{app=\"api\",namespace=\"default\"} 2.0\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu_ratio", "memory_resident_bytes", "uptime_seconds", "threads"})
  void aStoppedInstanceUsesNothingAndHasNoUptime(String name) {
    assertThat(text(Scene.app("api", 4, null, Map.of())))
        .contains("state=\"stopped\"} 1.0")
        .doesNotContain("troupe_instance_" + name + "{");
  }

  @Test
  void anAppsOwnWordsAreLabelsAndNeverNames() {
    var metrics =
        Map.<String, Object>of(
            "Jobs \"in\" {queue}\n", Scene.metric("12.5", "jobs"), "Bare", 3, "Text", "none");
    var samples = PrometheusText.read(text(Scene.app("api", 4, 4711L, metrics)));
    assertThat(samples.stream().filter(one -> one.name().equals("troupe_instance_custom")))
        .extracting(one -> one.labels().get("name") + "|" + one.labels().get("unit"))
        .containsExactlyInAnyOrder("Jobs \"in\" {queue}\n|jobs", "Bare|");
  }

  @Test
  void theEventLoopIsToldInSeconds() {
    var metrics =
        Map.<String, Object>of(
            "Event Loop Latency", Scene.metric("0.5", "ms"),
            "Event Loop Latency p95", Scene.metric(2, "ms"));
    var name = "troupe_instance_event_loop_latency_seconds{" + OF_API;
    assertThat(text(Scene.app("api", 4, 4711L, metrics)))
        .contains(name + ",percentile=\"50\"} 5.0E-4\n")
        .contains(name + ",percentile=\"95\"} 0.002\n")
        .doesNotContain("troupe_instance_custom");
  }

  @Test
  void appsOfOneNameAreAddedUp() {
    assertThat(text(Scene.app("api", 4, 1L, Map.of()), Scene.app("api", 5, 2L, Map.of())))
        .contains("troupe_app_instances_desired{app=\"api\",namespace=\"default\"} 4.0\n")
        .contains("outcome=\"completed\"} 2\n");
  }

  @Test
  void holdsToFormatAndConventions() {
    var names =
        PrometheusText.read(PAGE.page(Scene.full(), "").text()).stream()
            .map(PrometheusText.Sample::name)
            .collect(Collectors.toSet());
    assertThat(names)
        .contains("troupe_build_info", "jvm_memory_used_bytes", "jvm_threads_live_threads")
        .contains("process_files_open_files", "process_uptime_seconds");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1",
        "# TYPE a gauge\n# HELP a b.\na 1",
        "# TYPE a counter\n# HELP a b.\na 1\n",
        "# TYPE a_ms gauge\n# HELP a_ms b.\na_ms 1\n",
        "# TYPE a gauge\n# HELP a b.\na 1\na 2\n",
        "# TYPE a gauge\n# HELP a b.\na{b=\"\"c\"} 1\n",
        "# TYPE a_count gauge\n# HELP a_count b.\na_count 1\n"
      })
  void theReaderOfThisTestRefusesWhatIsWrong(String page) {
    assertThatThrownBy(() -> PrometheusText.read(page)).isInstanceOf(AssertionError.class);
  }

  @Test
  void speaksOpenMetricsWhenAsked() {
    var page = PAGE.page(Scene.full(), "application/openmetrics-text;version=1.0.0;q=0.9");
    assertThat(page.form()).isEqualTo(MetricsPage.Form.OPEN_METRICS);
    assertThat(page.text())
        .contains("# TYPE troupe_instance_restarts counter\n")
        .endsWith("# EOF\n");
    assertThat(PAGE.page(Scene.full(), "text/plain").form()).isEqualTo(MetricsPage.Form.PROMETHEUS);
  }

  @Test
  void aThousandInstancesAreTold() {
    var apps = new ArrayList<AppSnapshot>();
    for (int id = 0; id < 1000; id++) {
      apps.add(Scene.app("app" + id % 10, id, 1L + id, Map.of("m", 1)));
    }
    var samples = PrometheusText.read(text(apps.toArray(AppSnapshot[]::new)));
    assertThat(samples.stream().filter(one -> one.name().equals("troupe_instance_cpu_ratio")))
        .hasSize(1000);
  }

  @Test
  void theSameNumbersComeAsRecords() {
    var report = PAGE.report(Scene.full(), false);
    assertThat(report.metrics())
        .filteredOn(family -> family.name().equals("troupe_instance_restarts_total"))
        .singleElement()
        .satisfies(
            family -> {
              assertThat(family.type()).isEqualTo("counter");
              assertThat(family.samples().getFirst().value()).isEqualTo(3);
            });
    assertThat(report.metrics()).noneMatch(family -> family.name().startsWith("jvm_"));
    assertThat(PAGE.report(Scene.full(), true).metrics())
        .anyMatch(family -> family.name().startsWith("jvm_"));
  }

  @Test
  @Tag("os")
  void promtoolFindsNoFault() throws IOException {
    assertThat(Promtool.says(PAGE.page(Scene.full(), "").text(), "check", "metrics")).isEmpty();
  }

  @Test
  void everyMetricOfTheCatalogueIsTold() {
    var names =
        PAGE.report(Scene.withCustomMetrics(), true).metrics().stream()
            .map(family -> family.name())
            .collect(Collectors.toSet());
    assertThat(names).containsAll(MetricsPage.catalogue().stream().map(Metric::name).toList());
  }
}
