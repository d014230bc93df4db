package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Topic;
import dev.troupe.model.Webhook;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code troupe.notify.webhooks}, as configured. */
class WebhookSettingsTest {
  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void setUp() {
    machine = new Machine(folder.toAbsolutePath());
  }

  private DaemonConfig read(String webhooks) {
    machine.write("home/application.conf", "troupe.notify.webhooks = " + webhooks);
    return DaemonConfigReader.read(machine.home, Map.of());
  }

  private List<Webhook> webhooks(String text) {
    return switch (read(text)) {
      case DaemonConfig.Accepted(var settings, _, var warnings) -> {
        assertThat(warnings).isEmpty();
        yield settings.webhooks();
      }
      case DaemonConfig.Refused(var errors) -> throw new AssertionError(errors);
    };
  }

  @Test
  void anAddressIsEnough() {
    assertThat(webhooks("[{ url = \"https://example.org/hook\" }]"))
        .containsExactly(
            new Webhook(
                "example.org",
                URI.create("https://example.org/hook"),
                null,
                Set.of(
                    Topic.CRASH,
                    Topic.LAUNCH_FAILED,
                    Topic.UNHEALTHY,
                    Topic.GIVE_UP,
                    Topic.LIMIT_HIT,
                    Topic.RELOAD_FAILED),
                Set.of(),
                Duration.ofSeconds(10),
                Map.of()));
  }

  @Test
  void readsAllThatCanBeSaid() {
    assertThat(
            webhooks(
                """
                [{
                  name = pager, url = "http://127.0.0.1:9000/x", secret = "0123456789abcdef"
                  events = [crash, gave-up, reload_failed], apps = [api, worker], timeout = 2s
                  headers { Authorization = "Bearer abc" }
                }]
                """))
        .containsExactly(
            new Webhook(
                "pager",
                URI.create("http://127.0.0.1:9000/x"),
                "0123456789abcdef",
                Set.of(Topic.CRASH, Topic.GAVE_UP, Topic.RELOAD_FAILED),
                Set.of("api", "worker"),
                Duration.ofSeconds(2),
                Map.of("Authorization", "Bearer abc")));
  }

  @Test
  void allIsEveryTopic() {
    assertThat(webhooks("[{ url = \"https://example.org\", events = all }]").getFirst().topics())
        .containsExactlyInAnyOrder(Topic.values());
  }

  @Test
  void aSecretMayComeFromTheEnvironment() {
    assertThat(
            webhooks("[{ url = \"https://example.org\", secret = ${?NO_SUCH_SECRET} }]")
                .getFirst()
                .secret())
        .isNull();
  }

  @Test
  void neverShowsSecretOrPathOfTheAddress() {
    var webhook =
        webhooks("[{ url = \"https://example.org/T0/B0\", secret = \"0123456789abcdef\" }]");
    assertThat(webhook.toString()).isEqualTo("[example.org (https://example.org)]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|troupe.notify.webhooks: 7 is not a list of webhooks; give one such as",
        "[7]|troupe.notify.webhooks[0]: 7 is not a webhook; give an object such as",
        "[{ name = x }]|troupe.notify.webhooks[0]: has no url; say where events are to be sent",
        "[{ url = \"ftp://example.org\" }]|troupe.notify.webhooks[0].url: \"ftp://example.org\" is"
            + " not an address of http or https; give one such as",
        "[{ url = \"https://me:pw@example.org\" }]|webhooks[0].url",
        "[{ url = \"https://a.org\", secret = abc }]|troupe.notify.webhooks[0].secret: is shorter"
            + " than 16 characters; give a longer one, such as that of: openssl rand -hex 32",
        "[{ url = \"https://a.org\", events = [crsh] }]|troupe.notify.webhooks[0].events:"
            + " [\"crsh\"] is not a list of events; give [all], or some of started, online,",
        "[{ url = \"https://a.org\", events = [] }]|webhooks[0].events: [] is not",
        "[{ url = \"https://a.org\", timeout = 0 }]|webhooks[0].timeout: 0 is not a duration",
        "[{ url = \"https://a.org\", headers { Host = b } }]|webhooks[0].headers: {Host} is not a"
            + " map of headers that may be set",
        "[{ url = \"https://a.org\" }, { url = \"https://a.org/2\" }]|troupe.notify.webhooks[1]:"
            + " has the name of another one: a.org; give each a name of its own"
      })
  void refusesWhatDoesNotFitInOneLine(String text, String line) {
    assertThat(read(text))
        .isInstanceOfSatisfying(
            DaemonConfig.Refused.class,
            refused ->
                assertThat(refused.errors())
                    .singleElement()
                    .asString()
                    .contains("home/application.conf:1: ")
                    .contains(line));
  }
}
