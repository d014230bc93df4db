package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The daemon itself: how it is, where it is, its machine, its end. */
class DaemonRoutesTest extends RoutesTestBase {
  @Test
  void healthIsOkAsLongAsItAnswers() {
    endpoint.control.ready = false;
    assertThat(ask("GET", "/healthz").body()).isEqualTo("ok");
  }

  @Test
  void readinessWaitsForTheSavedApps() {
    assertThat(ask("GET", "/readyz").status()).isEqualTo(200);
    endpoint.control.ready = false;
    isProblem(ask("GET", "/readyz"), 503, "not restored");
  }

  @Test
  void theDescriptionIsServed() {
    assertThat(json(ask("GET", "/openapi.json"))).containsEntry("openapi", "3.1.1");
  }

  @Test
  void theDaemonKnowsWhereItsTcpDoorIs() {
    assertThat(json(ask("GET", "/api/v1/daemon")))
        .containsEntry("address", endpoint.address())
        .containsEntry("addressProblem", null);
  }

  @Test
  void theMachineIsTold() {
    assertThat(ask("GET", "/api/v1/host").body()).isEqualTo(Json.write(FakeControl.HOST));
  }

  @Test
  void shutdownAnswersOnceTheAppsHaveStopped() throws InterruptedException {
    var stopped = new CompletableFuture<Reply.ToAction>();
    endpoint.control.action = () -> stopped;
    wire.send(endpoint.request("POST", "/api/v1/daemon/shutdown"));
    assertThat(endpoint.control.asked.take()).isEqualTo("shutdown");
    stopped.complete(new Reply.Acted(List.of(FakeControl.SUMMARY)));
    assertThat(wire.answer().status()).isEqualTo(200);
  }
}
