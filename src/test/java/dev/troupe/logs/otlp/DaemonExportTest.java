package dev.troupe.logs.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.cli.HomeWithDaemon;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon's settings reach the export, and its end waits for it. */
@Tag("os")
class DaemonExportTest {
  private static final int LINES = 5_000;

  private static List<String> numbers() {
    return IntStream.rangeClosed(1, LINES).mapToObj(Integer::toString).toList();
  }

  @Test
  void theCollectorGetsAllBeforeTheDaemonEnds(@TempDir Path folder) throws Exception {
    try (var collector = CollectorStandIn.open()) {
      try (var troupe = new HomeWithDaemon(folder)) {
        troupe.write(
            "home/application.conf",
            "troupe.logs.otlp.endpoint = \"http://127.0.0.1:%d\"\n".formatted(collector.port()));
        troupe.run("start", "seq", "--no-autorestart", "--", "1", "" + LINES).succeeds();
        HomeWithDaemon.await(
            "all lines", () -> troupe.log("seq-out.log").endsWith("\n" + LINES + "\n"));
      }
      assertThat(collector.texts()).isEqualTo(numbers());
    }
  }
}
