package dev.troupe.embed;

import static dev.troupe.embed.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What leaves the machine, if the host has configured that. */
class OutwardTest {
  private final Receiver receiver;
  private final Stage stage;

  OutwardTest() throws Exception {
    receiver = new Receiver();
    stage =
        new Stage(
            """
            troupe {
              notify.webhooks = [{ name = pager, url = "%1$s/hook", topics = [crash] }]
              logs.otlp.endpoint = "%1$s"
              metrics.otlp { endpoint = "%1$s", interval = 60s }
            }
            """
                .formatted(receiver.address()));
  }

  @AfterEach
  void end() {
    stage.close();
    receiver.close();
  }

  private static AppDeclaration worker() {
    return AppDeclaration.of("worker", "worker.py");
  }

  private static List<String> threads(String part) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains(part))
        .sorted()
        .toList();
  }

  @Test
  void nothingLeavesUnlessTheHostSaysSo() {
    try (var other = new Stage()) {
      var settings = TroupeSettings.create(other.kit.system());
      assertThat(settings.webhooks()).isEmpty();
      assertThat(settings.logCollector()).isEmpty();
      assertThat(settings.metricsCollector()).isEmpty();
    }
  }

  @Test
  void webhooksAreToldOfACrashAndOfNothingElse() throws Exception {
    var before = threads("HttpClient");
    var troupe = stage.testKit.spawn();
    await(troupe.start(worker())).orThrow();
    stage.launcher.nextChild().exits(9);
    var request = receiver.next();
    assertThat(request.path()).isEqualTo("/hook");
    assertThat(request.body()).contains("\"app\":\"worker\"", "\"topics\":", "\"crash\"");
    await(troupe.shutdown()).orThrow();
    stage.events.awaitAssert(
        Stage.PATIENCE, () -> assertThat(before).containsAll(threads("HttpClient")));
  }

  @Test
  void linesGoToTheCollectorAndTheLastOnesBeforeTheSupervisorHasEnded() throws Exception {
    var troupe = stage.testKit.spawn();
    await(troupe.start(worker())).orThrow();
    stage.launcher.nextChild().prints("famous last words");
    await(troupe.shutdown()).orThrow();
    var request = receiver.next();
    assertThat(request.path()).isEqualTo("/v1/logs");
    assertThat(request.body()).contains("famous last words", "worker");
  }

  @Test
  void metricsGoToTheCollectorEachInterval() throws Exception {
    var troupe = stage.testKit.spawn();
    await(troupe.start(worker())).orThrow();
    stage.testKit.time().passes(Duration.ofSeconds(60));
    var request = receiver.next();
    assertThat(request.path()).isEqualTo("/v1/metrics");
    assertThat(request.body()).contains("troupe", "worker");
  }

  @Test
  void aWebhookThatIsNotRightIsRefusedWithPlaceAndRemedy() {
    var wrong =
        ConfigFactory.parseString("notify.webhooks = [{ name = pager, url = nowhere }]")
            .withFallback(stage.kit.system().settings().config().getConfig("troupe"));
    assertThatThrownBy(() -> TroupeSettings.of(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("troupe.notify.webhooks")
        .hasMessageContaining("nowhere")
        .hasMessageContaining(";");
  }
}
