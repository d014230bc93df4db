package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.http.Control.Action;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How connections behave, the same at both doors. */
@Timeout(20)
class ConnectionsTest {
  private static Endpoint endpoint;

  @BeforeAll
  static void open() {
    endpoint = new Endpoint();
  }

  @AfterAll
  static void close() {
    endpoint.close();
  }

  @ParameterizedTest
  @EnumSource
  void keepsAConnectionForTheNextRequest(Endpoint.Way way) {
    try (var wire = endpoint.connect(way)) {
      for (int i = 0; i < 3; i++) {
        assertThat(wire.send(endpoint.request("GET", "/healthz")).answer().body()).isEqualTo("ok");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersPipelinedRequestsInTheirOrder(Endpoint.Way way) {
    try (var wire = endpoint.connect(way)) {
      wire.send(
          endpoint.request("GET", "/healthz")
              + endpoint.request("GET", "/nowhere")
              + endpoint.requestWithBody("POST", "/api/v1/apps/api/scale", "{\"instances\":2}")
              + endpoint.request("GET", "/readyz"));
      assertThat(wire.answer().body()).isEqualTo("ok");
      assertThat(wire.answer().status()).isEqualTo(404);
      assertThat(wire.answer().status()).isEqualTo(200);
      assertThat(wire.answer().body()).isEqualTo("ready");
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesAChunkedBody(Endpoint.Way way) throws InterruptedException {
    endpoint.control.asked.clear();
    try (var wire = endpoint.connect(way)) {
      wire.send(
              endpoint.request(
                  "POST",
                  "/api/v1/apps/api/send",
                  "Content-Type: application/json",
                  "Transfer-Encoding: chunked"))
          .send("8\r\n{\"line\":\r\n")
          .send("6\r\n\"ä€\"\r\n1\r\n}\r\n0\r\n\r\n".replace("6\r\n", "7\r\n"));
      assertThat(wire.answer().status()).isEqualTo(200);
      assertThat(endpoint.control.asked.take())
          .isEqualTo(new FakeControl.Call("api", new Action.Send("ä€\n")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersAClientThatHasShutItsOutput(Endpoint.Way way) {
    try (var wire = endpoint.connect(way)) {
      wire.send(endpoint.request("GET", "/healthz")).halfClose();
      assertThat(wire.answer().body()).isEqualTo("ok");
      assertThat(wire.isOver()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void closesWhenAskedTo(Endpoint.Way way) {
    try (var wire = endpoint.connect(way)) {
      wire.send(endpoint.request("GET", "/healthz", "Connection: close"));
      assertThat(wire.answer().body()).isEqualTo("ok");
      assertThat(wire.isOver()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersHeadWithoutABody(Endpoint.Way way) {
    try (var wire = endpoint.connect(way)) {
      wire.send(endpoint.request("HEAD", "/healthz"));
      var head = wire.head();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-length")).isEqualTo("2");
      assertThat(wire.send(endpoint.request("GET", "/healthz")).answer().body()).isEqualTo("ok");
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesALongBodyOnceItIsReadAndGoesOn(Endpoint.Way way) {
    try (var wire = endpoint.connect(way)) {
      wire.send(
          endpoint.requestWithBody("POST", "/api/v1/apps", " ".repeat(RequestBody.LIMIT + 1)));
      assertThat(wire.answer().status()).isEqualTo(413);
      assertThat(wire.send(endpoint.request("GET", "/healthz")).answer().body()).isEqualTo("ok");
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnEndlessBody(Endpoint.Way way) {
    try (var wire = endpoint.connect(way)) {
      wire.send(
          endpoint.request(
              "POST",
              "/api/v1/apps",
              "Content-Type: application/json",
              "Content-Length: 10000000000"));
      assertThat(wire.answer().status()).isEqualTo(413);
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersWhatIsNoRequestWithAProblem(Endpoint.Way way) {
    try (var wire = endpoint.connect(way)) {
      var answer = wire.send("NO REQUEST AT ALL\r\n\r\n").answer();
      assertThat(answer.status()).isIn(400, 501);
      assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
      assertThat(wire.isOver()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void carriesALargeAnswer(Endpoint.Way way) {
    try (var wire = endpoint.connect(way)) {
      var answer =
          wire.send(endpoint.request("GET", "/api/v1/apps?target=" + "x".repeat(1000))).answer();
      assertThat(answer.status()).isEqualTo(200);
    }
  }
}
