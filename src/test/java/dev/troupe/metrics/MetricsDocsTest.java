package dev.troupe.metrics;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Holds the page about metrics against the metrics. With the environment variable {@code
 * TROUPE_WRITE_PAGES} it writes the table anew.
 */
class MetricsDocsTest {
  private static final Path PAGE = Path.of("docs/metrics.md");
  private static final String BEGIN = "<!-- metrics -->\n";
  private static final String END = "<!-- end of metrics -->\n";

  @Test
  void thePageHasAllMetricsWithTheirLabels() throws IOException {
    var page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if (System.getenv("TROUPE_WRITE_PAGES") != null) {
      page = page.substring(0, begin) + table() + page.substring(end);
      Files.writeString(PAGE, page);
      end = page.indexOf(END);
    }
    assertThat(page.substring(begin, end))
        .as("run TROUPE_WRITE_PAGES=1 mvn test -Dtest=MetricsDocsTest to write it anew")
        .isEqualTo(table());
  }

  private static String table() {
    return "| metric | type | labels | |\n|---|---|---|---|\n"
        + MetricsPage.catalogue().stream().map(MetricsDocsTest::row).collect(joining());
  }

  private static String row(Metric metric) {
    var labels = metric.labels().stream().map("`%s`"::formatted).collect(joining(" "));
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            metric.name(), metric.kind().name().toLowerCase(Locale.ROOT), labels, metric.help());
  }
}
