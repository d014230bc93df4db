package dev.troupe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files in examples/monitoring against what the daemon really tells. */
class MonitoringExamplesTest {
  private static final Path FOLDER = Path.of("examples/monitoring");
  private static final Pattern METRIC = Pattern.compile("\\b(troupe|jvm|process)_[a-z0-9_]+");
  private static final Pattern MATCHER = Pattern.compile("\\b([a-z]+)(?:=|!=|=~|!~)\"");

  /** JSON is YAML, too. */
  private static Object read(String file) throws IOException {
    var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    return yaml.load(Files.readString(FOLDER.resolve(file)));
  }

  /** All texts that a key has, however deep. */
  private static List<String> texts(Object node, String key) {
    var found = new ArrayList<String>();
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (key.equals(name) && value instanceof String text) {
              found.add(text);
            } else if (value != null) {
              found.addAll(texts(value, key));
            }
          });
    } else if (node instanceof Collection<?> list) {
      list.forEach(element -> found.addAll(texts(element, key)));
    }
    return found;
  }

  private static List<PrometheusText.Sample> scrape() {
    return PrometheusText.read(new MetricsPage().page(Scene.withCustomMetrics(), "").text());
  }

  @ParameterizedTest
  @CsvSource({"alerts.yml, 10", "grafana-dashboard.json, 20"})
  void usesOnlyMetricsThatThereAre(String file, int least) throws IOException {
    var expressions = texts(read(file), "expr");
    assertThat(expressions).hasSizeGreaterThanOrEqualTo(least);
    var told = scrape().stream().map(PrometheusText.Sample::name).collect(Collectors.toSet());
    assertThat(expressions)
        .allSatisfy(expression -> assertThat(told).containsAll(metrics(expression)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alerts.yml", "grafana-dashboard.json"})
  void selectsByLabelsThatThereAre(String file) throws IOException {
    Set<String> labels = new TreeSet<>(Set.of("job", "instance"));
    scrape().forEach(sample -> labels.addAll(sample.labels().keySet()));
    assertThat(texts(read(file), "expr"))
        .allSatisfy(
            expression ->
                assertThat(labels)
                    .containsAll(
                        MATCHER.matcher(expression).results().map(it -> it.group(1)).toList()));
  }

  private static Set<String> metrics(String expression) {
    return METRIC.matcher(expression).results().map(it -> it.group()).collect(Collectors.toSet());
  }

  @Test
  @Tag("os")
  void promtoolFindsNoFault() throws IOException {
    assertThat(Promtool.says("", "check", "rules", FOLDER.resolve("alerts.yml").toString()))
        .contains("SUCCESS: 10 rules found");
    assertThat(
            Promtool.says(
                "",
                "check",
                "config",
                "--syntax-only",
                FOLDER.resolve("prometheus.yml").toString()))
        .contains("SUCCESS")
        .doesNotContain("FAILED");
  }
}
