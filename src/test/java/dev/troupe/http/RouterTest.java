package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all routes: unknown ones, wrong methods and bodies, refusals, bugs. */
class RouterTest extends RoutesTestBase {
  private static final OpenApi document = new OpenApi();

  @ParameterizedTest
  @ValueSource(strings = {"/nope", "/api/v1", "/api/v1/apps/api/jump", "/api/v2/apps"})
  void anUnknownRouteIsNotFound(String path) {
    isProblem(ask("GET", path), 404, path);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/v1/apps, 'GET, HEAD, POST'",
    "POST, /api/v1/apps/api, 'DELETE, GET, HEAD'",
    "GET, /api/v1/apps/api/stop, POST",
    "OPTIONS, /healthz, 'GET, HEAD'",
  })
  void aWrongMethodIsToldTheRightOnes(String method, String path, String allowed) {
    var answer = ask(method, path);
    isProblem(answer, 405, method);
    assertThat(answer.header("allow")).isEqualTo(allowed);
  }

  @Test
  void everyMistakeInABodyIsNamed() {
    var answer =
        ask(
            "POST",
            APPS,
            """
            {"apps":[{},7],"env":{"A":1},"force":"yes","color":"red","mode":null}\
            """);
    isProblem(answer, 400, "5 mistakes");
    assertThat(json(answer).get("errors"))
        .isEqualTo(
            List.of(
                "apps[1]: must be an object",
                "cwd: is missing, must be a text",
                "env.A: must be a text, not 1",
                "force: must be true or false, not \"yes\"",
                "color: unknown field, known are apps, cwd, env, force, mode, envName,"
                    + " parallel"));
    assertThat(endpoint.control.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "7",
        "{} {}",
        "{\"instances\":1,\"instances\":2}",
        "{\"instances\":1.5}"
      })
  void whatIsNoObjectIsRefused(String body) {
    isProblem(ask("POST", APPS + "/api/scale", body), 400, "a mistake");
  }

  @Test
  void aMissingBodyIsRefused() {
    isProblem(ask("POST", APPS), 400, "body");
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() {
    var request =
        endpoint.request("POST", APPS, "Content-Type: text/plain", "Content-Length: 2") + "{}";
    isProblem(wire.send(request).answer(), 415, "application/json");
  }

  static List<Object[]> refusals() {
    return List.of(
        new Object[] {new Reply.NotFound("x"), 404},
        new Object[] {new Reply.Conflict("x"), 409},
        new Object[] {new Reply.Invalid(List.of("x")), 400});
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalHasItsStatusWhereverItComesFrom(Reply.Refused refused, int status) {
    endpoint.control.refuses(refused);
    assertThat(ask("POST", APPS + "/api/stop").status()).isEqualTo(status);
    assertThat(ask("POST", APPS, "{\"apps\":[],\"cwd\":\"/\"}").status()).isEqualTo(status);
    assertThat(ask("POST", "/api/v1/daemon/shutdown").status()).isEqualTo(status);
    assertThat(ask("GET", "/api/v1/logs").status()).isEqualTo(status);
    assertThat(document.statuses("POST", APPS + "/{target}/stop")).contains("" + status);
  }

  @Test
  void aBugIsAProblemToo() {
    endpoint.control.action =
        () -> CompletableFuture.failedFuture(new IllegalStateException("secret"));
    var answer = ask("POST", APPS + "/api/stop");
    isProblem(answer, 500, "the daemon's log");
    assertThat(answer.body()).doesNotContain("secret");
    endpoint.control.action =
        () -> {
          throw new IllegalStateException("thrown");
        };
    isProblem(ask("POST", APPS + "/api/stop"), 500, "the daemon's log");
  }
}
