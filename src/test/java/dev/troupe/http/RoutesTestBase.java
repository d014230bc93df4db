package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * An endpoint that is asked over one connection; {@link FakeControl} notes what reaches the daemon.
 */
@Timeout(20)
abstract class RoutesTestBase {
  static final String APPS = "/api/v1/apps";

  final Endpoint endpoint = new Endpoint();
  Wire wire;

  @BeforeEach
  void connect() {
    wire = endpoint.unix();
  }

  @AfterEach
  void close() {
    wire.close();
    endpoint.close();
  }

  Wire.Answer ask(String method, String target) {
    return wire.send(endpoint.request(method, target)).answer();
  }

  Wire.Answer ask(String method, String target, String json) {
    return wire.send(endpoint.requestWithBody(method, target, json)).answer();
  }

  static Map<String, Object> json(Wire.Answer answer) {
    try {
      return Json.readObject(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  static void isProblem(Wire.Answer answer, int status, String detail) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(json(answer)).containsEntry("status", status);
    assertThat(Objects.toString(json(answer).get("detail"))).contains(detail);
  }
}
