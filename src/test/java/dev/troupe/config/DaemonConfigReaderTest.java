package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.troupe.config.DaemonSettings.Engine;
import dev.troupe.config.DaemonSettings.Http;
import dev.troupe.config.DaemonSettings.LogLevel;
import dev.troupe.model.OtlpCollector;
import dev.troupe.model.RotationChange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonConfigReaderTest {
  private static final Path SAMPLE = Path.of("conf/application.conf");

  private static final DaemonSettings.Otlp NO_COLLECTOR =
      new DaemonSettings.Otlp(
          Optional.empty(), Map.of(), Map.of(), DaemonSettings.Compression.NONE);

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void setUp() {
    machine = new Machine(folder.toAbsolutePath());
  }

  private DaemonConfig.Accepted accepted(Map<String, String> env) {
    return switch (DaemonConfigReader.read(machine.home, env)) {
      case DaemonConfig.Accepted accepted -> accepted;
      case DaemonConfig.Refused(var errors) -> throw new AssertionError(errors);
    };
  }

  private List<String> errors(Map<String, String> env) {
    return switch (DaemonConfigReader.read(machine.home, env)) {
      case DaemonConfig.Accepted accepted -> throw new AssertionError(accepted);
      case DaemonConfig.Refused(var errors) ->
          errors.stream().map(line -> line.replace(machine.root.toString(), "ROOT")).toList();
    };
  }

  @Test
  void needsNoFile() {
    assertThat(accepted(Map.of()).settings())
        .isEqualTo(
            new DaemonSettings(
                Engine.AUTO,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                false,
                LogLevel.INFO,
                new Http(true, "127.0.0.1", 9615, false),
                new DaemonSettings.Logs(RotationChange.NONE, Long.MAX_VALUE, NO_COLLECTOR),
                new DaemonSettings.Metrics(NO_COLLECTOR, Duration.ofSeconds(60)),
                List.of()));
  }

  @Test
  void readsTheCollectorOfMetrics() {
    machine.write(
        "home/application.conf",
        "troupe.metrics.otlp { endpoint = \"http://localhost:4318\", interval = 5s }");

    var metrics = accepted(Map.of()).settings().metrics();

    assertThat(metrics.otlp().endpoint()).contains(URI.create("http://localhost:4318/v1/metrics"));
    assertThat(metrics.interval()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void readsRotationForAllAppsInTheWordsOfPm2Logrotate() {
    machine.write(
        "home/application.conf",
        """
        troupe.logs.rotation { max_size = 1M, rotateInterval = "0 0 * * *" }
        troupe.logs.max-total-size = 1G
        """);

    var logs = accepted(Map.of()).settings().logs();

    assertThat(logs.rotation().maxSize()).isEqualTo(1_048_576);
    assertThat(logs.rotation().interval()).isEqualTo("0 0 * * *");
    assertThat(logs.maxTotalSize()).isEqualTo(1_073_741_824);
    assertThat(accepted(Map.of()).warnings()).isEmpty();
  }

  @Test
  void refusesARotationThatDoesNotFit() {
    machine.write("home/application.conf", "troupe.logs.rotation.max_size = big");

    assertThat(errors(Map.of())).singleElement().asString().contains("troupe.logs.rotation");
  }

  @Test
  void readsACollectorWithItsHeadersAndAttributes() {
    machine.write(
        "home/application.conf",
        """
        troupe.logs.otlp {
          endpoint = "https://collector.example:4318"
          headers { Authorization = "Bearer abc" }
          attributes { deployment.environment.name = production, "team" = 7 }
          compression = gzip
        }
        """);

    var collector = accepted(Map.of()).settings().logs().otlp().collector().orElseThrow();

    assertThat(collector)
        .isEqualTo(
            new OtlpCollector(
                URI.create("https://collector.example:4318/v1/logs"),
                Map.of("Authorization", "Bearer abc"),
                Map.of("deployment.environment.name", "production", "team", "7"),
                true));
    assertThat(accepted(Map.of()).warnings()).isEmpty();
  }

  @Test
  void leavesThePathOfACollectorAlone() {
    machine.write(
        "home/application.conf", "troupe.logs.otlp.endpoint = \"http://localhost:9/otlp/v1/logs\"");

    assertThat(accepted(Map.of()).settings().logs().otlp().endpoint())
        .contains(URI.create("http://localhost:9/otlp/v1/logs"));
  }

  @Test
  void explainsEveryDefaultOfTheDaemonInTheSample() {
    var all = ConfigFactory.parseResources("reference.conf").getConfig("troupe");
    var defaults = all.withoutPath("embed");
    var sample = ConfigFactory.parseFile(SAMPLE.toFile()).getConfig("troupe").withoutPath("apps");
    assertThat(sample).isEqualTo(defaults);
  }

  @Test
  void takesTheFileInHomeBeforeTheDefaults() {
    machine.write("home/application.conf", "troupe.http.port = 8000, troupe.daemon.engine = linux");
    var settings = accepted(Map.of()).settings();
    assertThat(settings.http()).isEqualTo(new Http(true, "127.0.0.1", 8000, false));
    assertThat(settings.engine()).isEqualTo(Engine.LINUX);
  }

  @Test
  void takesVariablesBeforeTheFile() {
    machine.write("home/application.conf", "troupe.http.port = 8000");
    var env = Map.of("TROUPE_HTTP_PORT", "7000", "PM2_WORKER_INTERVAL", "500");
    var settings = accepted(env).settings();
    assertThat(settings.http().port()).isEqualTo(7000);
    assertThat(settings.usageInterval()).isEqualTo(Duration.ofMillis(500));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "troupe.http.port = x|ROOT/home/application.conf:1: troupe.http.port: \"x\" is not a port;"
            + " give a number from 0 to 65535",
        "troupe.http = 5|ROOT/home/application.conf:1: troupe.http.enabled: 5 is not true or false;"
            + " write true or false",
        "troupe.http.host = null|ROOT/home/application.conf:1: troupe.http.host: null is not a"
            + " text; give a text that is not empty",
        "\\ntroupe.daemon.engine = fast|ROOT/home/application.conf:2: troupe.daemon.engine:"
            + " \"fast\" is not one of auto, linux, portable; write one of them",
        "troupe.daemon.usage-interval = 0|ROOT/home/application.conf:1:"
            + " troupe.daemon.usage-interval: 0 is not a duration above zero; give milliseconds, or"
            + " a number with its unit such as \"500ms\", \"10s\" or \"2m\"",
        "troupe.logs.otlp.endpoint = \"localhost:4318\"|ROOT/home/application.conf:1:"
            + " troupe.logs.otlp.endpoint: \"localhost:4318\" is not the address of a collector;"
            + " give one such as \"http://localhost:4318\", or none",
        "troupe.logs.otlp.headers = { \"a b\" = c }|ROOT/home/application.conf:1:"
            + " troupe.logs.otlp.headers: {a b} is not a map of headers; give names with"
            + " values, such as { Authorization = \"Bearer abc\" }",
        "troupe {\\n\\n|ROOT/home/application.conf:3: expecting a close"
            + " parentheses ')' here, not: end of file; correct the HOCON there"
      })
  void saysWhatIsWrongWithTheFile(String content, String line) {
    machine.write("home/application.conf", content.replace("\\n", "\n"));
    assertThat(errors(Map.of()).getFirst()).isEqualTo(line);
  }

  @Test
  void saysWhatIsWrongWithAVariable() {
    assertThat(errors(Map.of("TROUPE_HTTP_PORT", "x")))
        .containsExactly(
            "variable TROUPE_HTTP_PORT: troupe.http.port: \"x\" is not a port; give a number from 0"
                + " to 65535");
  }

  @Test
  void warnsOfUnknownSettingsWithTheNearestOne() {
    machine.write(
        "home/application.conf", "troupe {\n apps = []\n http.prot = 1\n htpp.port = 1\n x = 1\n}");
    assertThat(accepted(Map.of()).warnings())
        .extracting(line -> line.replace(machine.root.toString(), "ROOT"))
        .containsExactlyInAnyOrder(
            "ROOT/home/application.conf:3: troupe.http.prot: unknown and ignored; did you mean"
                + " troupe.http.port?",
            "ROOT/home/application.conf:4: troupe.htpp: unknown and ignored; did you mean"
                + " troupe.http?",
            "ROOT/home/application.conf:5: troupe.x: unknown and ignored");
  }

  @Test
  void tellsPekkoTheLogLevel() {
    machine.write("home/application.conf", "troupe.daemon.log-level = warn");
    assertThat(accepted(Map.of()).system().getString("pekko.loglevel")).isEqualTo("WARNING");
  }

  @Test
  void tunesOnlyWhatPekkoKnows() {
    var tuning = ConfigFactory.parseResources(DaemonConfigReader.class, "daemon.conf");
    var known = ConfigFactory.defaultReference();
    assertThat(tuning.entrySet()).isNotEmpty();
    for (var entry : tuning.entrySet()) {
      var inherited = entry.getKey().replaceFirst("[a-z-]+-dispatcher", "default-dispatcher");
      assertThat(known.hasPath(entry.getKey()) || known.hasPath(inherited))
          .as(entry.getKey())
          .isTrue();
    }
  }

  @Test
  void letsTheUserTunePekko() {
    machine.write(
        "home/application.conf",
        "pekko.actor.default-dispatcher.fork-join-executor.parallelism-max = 4");
    var pool =
        accepted(Map.of()).system().getConfig("pekko.actor.default-dispatcher.fork-join-executor");
    assertThat(pool.getInt("parallelism-max")).isEqualTo(4);
    assertThat(pool.getInt("parallelism-min")).isEqualTo(2);
  }
}
