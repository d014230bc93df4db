package dev.troupe.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.Happening;
import dev.troupe.model.Topic;
import dev.troupe.model.Webhook;
import dev.troupe.policy.DeliveryPolicy;
import dev.troupe.policy.DeliveryPolicy.Outcome;
import dev.troupe.policy.DeliveryQueue;
import dev.troupe.supervision.FakeTime;
import dev.troupe.supervision.Stillness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tells one webhook; what it answers the test says. */
class WebhookPostTest {
  private static final Webhook WEBHOOK =
      new Webhook(
          "pager",
          URI.create("http://localhost/hook"),
          "0123456789abcdef",
          Set.of(Topic.CRASH, Topic.STOP),
          Set.of("api"),
          Duration.ofSeconds(10),
          Map.of());

  private final ActorTestKit kit = FakeTime.kit();
  private final FakeTime time = FakeTime.of(kit);
  private final Receiver receiver = new Receiver();
  private final ActorRef<WebhookPost.Command> post =
      kit.spawn(WebhookPost.create(WEBHOOK, new Origin("here", "/home"), receiver, time));
  private int number = 100;

  @AfterEach
  void endKit() {
    kit.shutdownTestKit();
  }

  /** One request that waits for its answer. */
  private record Request(
      Map<String, String> headers, String body, CompletableFuture<Outcome> answer) {

    void answers(int status) {
      answer.complete(new Outcome.Answered(status, null));
      Stillness.comes();
    }

    Map<String, Object> json() {
      try {
        return JSON.std.mapFrom(body);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    String number() {
      return String.valueOf(json().get("number"));
    }
  }

  private static final class Receiver implements Sender {
    final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    @Override
    public CompletionStage<Outcome> send(Webhook to, Map<String, String> headers, String body) {
      var request = new Request(Map.copyOf(headers), body, new CompletableFuture<>());
      requests.add(request);
      return request.answer();
    }

    Request last() {
      Stillness.comes();
      return requests.getLast();
    }
  }

  private void happens(Event event) {
    number++;
    post.tell(new WebhookPost.Heard(new Happening(number, event)));
    Stillness.comes();
  }

  private Event crash(String app) {
    return new Event.Exited(time.instant(), app, 0, 7, new ExitStatus.Signaled(9), true);
  }

  private void crashes() {
    happens(crash("api"));
  }

  @Test
  void sendsWhatIsWantedAndNothingElse() {
    happens(new Event.Started(time.instant(), "api", 0, 7));
    happens(crash("other"));
    happens(new Event.Exited(time.instant(), "api", 0, 7, new ExitStatus.Exited(0), false));
    assertThat(receiver.requests).isEmpty();
    crashes();
    assertThat(receiver.last().json())
        .containsEntry("version", 1)
        .containsEntry("host", "here")
        .containsEntry("event", "exited")
        .containsEntry("topics", List.of("exited", "crash"))
        .containsEntry("app", "api")
        .containsEntry("number", 104)
        .containsEntry("dropped", 0)
        .extractingByKey("data")
        .isEqualTo(
            Map.of(
                "at",
                "2026-01-01T00:00:00Z",
                "app",
                "api",
                "instance",
                0,
                "pid",
                7,
                "status",
                Map.of("signal", 9, "outOfMemory", false),
                "crashed",
                true));
  }

  @Test
  void tellsPeopleThatAProcessWasEndedForItsMemory() {
    var status = new ExitStatus.Signaled(9, true);
    happens(new Event.Exited(time.instant(), "api", 2, 7, status, true));
    assertThat(receiver.last().json())
        .containsEntry("topics", List.of("exited", "crash", "limit-hit"))
        .containsEntry("text", "api[2] on here: ended by signal 9, out of memory, pid 7");
  }

  @Test
  void sendsTheFieldsOfThePublishedSchema() throws IOException {
    crashes();
    var schema = JSON.std.mapFrom(Files.readString(Path.of("docs/webhook.schema.json")));
    var fields = receiver.last().json().keySet();
    var properties = (Map<?, ?>) Objects.requireNonNull(schema.get("properties"));
    var required = (List<?>) Objects.requireNonNull(schema.get("required"));
    assertThat(fields).isEqualTo(properties.keySet());
    assertThat(fields.containsAll(required)).isTrue();
  }

  @Test
  void signsIdTimeAndBody() {
    crashes();
    var request = receiver.last();
    var id = String.valueOf(request.headers().get("Webhook-Id"));
    assertThat(request.json()).containsEntry("id", id);
    assertThat(request.headers())
        .containsEntry("Webhook-Timestamp", "1767225600")
        .containsEntry(
            "Webhook-Signature",
            Signature.of("0123456789abcdef", id, 1_767_225_600, request.body()));
  }

  @Test
  void sendsOneAfterTheOtherInTheirOrder() {
    crashes();
    crashes();
    assertThat(receiver.requests).hasSize(1);
    receiver.last().answers(204);
    assertThat(receiver.last().number()).isEqualTo("102");
  }

  @Test
  void triesAgainUnderTheSameIdWithAFreshSignature() {
    crashes();
    var first = receiver.last();
    first.answer().complete(new Outcome.Answered(503, Duration.ofSeconds(5)));
    time.passes(Duration.ofSeconds(5));
    var second = receiver.last();
    assertThat(second).isNotSameAs(first);
    assertThat(second.headers().get("Webhook-Id")).isEqualTo(first.headers().get("Webhook-Id"));
    assertThat(second.headers().get("Webhook-Timestamp"))
        .isNotEqualTo(first.headers().get("Webhook-Timestamp"));
  }

  @Test
  void goesOnWithTheNextWhenOneIsRefused() {
    crashes();
    crashes();
    receiver.last().answers(400);
    assertThat(receiver.last().json()).containsEntry("number", 102).containsEntry("dropped", 1);
  }

  @Test
  void givesUpInTheEnd() {
    crashes();
    for (int i = 0; i < DeliveryPolicy.MOST_ATTEMPTS; i++) {
      receiver.last().answer().complete(new Outcome.Unanswered("cannot be connected to"));
      time.passes(Duration.ofMinutes(5));
    }
    crashes();
    assertThat(receiver.last().number()).isEqualTo("102");
  }

  @Test
  void keepsABoundedNumberForAReceiverThatHangsAndTellsHowManyItLeftOut() {
    for (int i = 0; i < DeliveryQueue.MOST + 5; i++) {
      crashes();
    }
    assertThat(receiver.requests).hasSize(1);
    receiver.last().answers(200);
    assertThat(receiver.last().json()).containsEntry("number", 107).containsEntry("dropped", 5);
    receiver.last().answers(200);
    assertThat(receiver.last().json()).containsEntry("dropped", 0);
  }
}
