package dev.troupe.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.Happening;
import dev.troupe.model.Topic;
import dev.troupe.model.Webhook;
import dev.troupe.policy.DeliveryPolicy.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code examples/webhooks/receiver.py} and what is sent, against each other. */
@Tag("os")
class ReceiverExampleTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final String SECRET = "0123456789abcdef";

  private Process receiver;
  private BufferedReader out;
  private URI address;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Files.isExecutable(PYTHON), "no Python");
    var builder = new ProcessBuilder(PYTHON.toString(), "examples/webhooks/receiver.py");
    builder.environment().putAll(Map.of("WEBHOOK_SECRET", SECRET, "PORT", "0"));
    receiver = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out = receiver.inputReader();
    address = URI.create("http://127.0.0.1:" + out.readLine().replace("listening on ", ""));
  }

  @AfterEach
  void end() throws InterruptedException {
    receiver.destroy();
    assertThat(receiver.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private Outcome send(Delivery delivery, String secret, Instant at) throws Exception {
    var body = delivery.body("here", 0);
    var signature = Signature.of(secret, delivery.id(), at.getEpochSecond(), body);
    var headers =
        Map.of(
            "Webhook-Id", delivery.id(),
            "Webhook-Timestamp", Long.toString(at.getEpochSecond()),
            "Webhook-Signature", signature);
    var webhook =
        new Webhook(
            "it", address, SECRET, Set.of(Topic.CRASH), Set.of(), Duration.ofSeconds(20), Map.of());
    return new HttpSender().send(webhook, headers, body).toCompletableFuture().get();
  }

  @Test
  void takesWhatIsSignedOnceAndRefusesTheRest() throws Exception {
    var now = Instant.now();
    var crash = new Event.Exited(Instant.EPOCH, "api", 0, 7, new ExitStatus.Signaled(9), true);
    var stop = new Event.Stopped(Instant.EPOCH, "api", 0);
    var delivery = Delivery.of("it", "/home", new Happening(7, crash));
    assertThat(send(delivery, "another secret!!", now)).isEqualTo(new Outcome.Answered(401, null));
    assertThat(send(delivery, SECRET, now.minusSeconds(3600)))
        .isEqualTo(new Outcome.Answered(401, null));
    for (int i = 0; i < 2; i++) {
      assertThat(send(delivery, SECRET, now)).isEqualTo(new Outcome.Answered(204, null));
    }
    send(Delivery.of("it", "/home", new Happening(8, stop)), SECRET, now);
    assertThat(out.readLine()).isEqualTo("here api exited,crash 1970-01-01T00:00:00Z");
    assertThat(out.readLine()).isEqualTo("here api stopped,stop 1970-01-01T00:00:00Z");
  }
}
