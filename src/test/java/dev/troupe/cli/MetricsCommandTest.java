package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.MetricReport;
import dev.troupe.api.MetricReport.Family;
import dev.troupe.api.MetricReport.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsCommandTest extends CommandTestBase {
  private static final Map<String, String> API =
      Map.of("app", "api", "namespace", "default", "id", "4");
  private static final Map<String, String> API_EXIT =
      Map.of("app", "api", "namespace", "default", "id", "4", "reason", "exit");

  private static final MetricReport REPORT =
      new MetricReport(
          List.of(
              gauge("troupe_build_info", Map.of("version", "1"), 1),
              gauge("jvm_memory_used_bytes", Map.of("area", "heap", "id", "Eden"), 1024),
              gauge("troupe_instance_cpu_ratio", API, 0.015),
              gauge("troupe_instance_memory_resident_bytes", API, 3 << 20),
              gauge("troupe_instance_probe_duration_seconds", API, 0.0125),
              gauge("troupe_instance_start_time_seconds", API, 1767225600),
              gauge("troupe_instance_restarts_total", API_EXIT, 3),
              new Family(
                  "troupe_app_reload_duration_seconds",
                  "summary",
                  "",
                  List.of(new Sample(Map.of("app", "api", "outcome", "completed"), 5, 2)))));

  private static Family gauge(String name, Map<String, String> labels, double value) {
    return new Family(name, "gauge", "", List.of(new Sample(labels, value, 1)));
  }

  @Test
  void showsATableInUnitsForPeople() {
    daemon.answering("GET /api/v1/metrics", 200, REPORT);
    assertThat(troupe.run("metrics").out())
        .containsPattern("│ metric +│ of +│ value +│")
        .containsPattern("troupe_build_info +│ version=1 +│ 1 ")
        .containsPattern("jvm_memory_used_bytes +│ area=heap id=Eden +│ 1.0kb ")
        .containsPattern("troupe_instance_cpu_ratio +│ api\\[4] +│ 1.5% ")
        .containsPattern("troupe_instance_memory_resident_bytes +│ api\\[4] +│ 3.0mb ")
        .containsPattern("troupe_instance_probe_duration_seconds +│ api\\[4] +│ 12.5ms ")
        .containsPattern("troupe_instance_start_time_seconds +│ api\\[4] +│ 2026-01-01T00:00:00Z ")
        .containsPattern("troupe_instance_restarts_total +│ api\\[4] reason=exit +│ 3 ")
        .containsPattern("reload_duration_seconds +│ api outcome=completed +│ 5s in 2, 2.5s each ");
  }

  @Test
  void printsJsonAsItComes() throws Exception {
    daemon.answering("GET /api/v1/apps/api", 200, Map.of("apps", List.of()));
    daemon.answering("GET /api/v1/metrics?target=api", 200, REPORT);
    var out = troupe.run("metrics", "api", "--json").out();
    assertThat(RecordReader.read(MetricReport.class, out)).isEqualTo(REPORT);
  }

  @Test
  void aTargetThatMeansNothingIsRefused() {
    daemon.refusing("GET /api/v1/apps/nope", 404, "Process or Namespace nope not found");
    var result = troupe.run("metrics", "nope");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("nope not found");
  }

  @Test
  void printsWhatPrometheusGets() {
    daemon.answeringRaw("GET /metrics", "HTTP/1.1 200 x\r\nContent-Length: 7\r\n\r\nup 1.0\n");
    assertThat(troupe.run("metrics", "--prometheus").out()).isEqualTo("up 1.0\n");
    var result = troupe.run("metrics", "api", "--prometheus");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("--prometheus is of all apps: leave out api");
  }
}
