package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Json;
import dev.troupe.api.StartRequest;
import dev.troupe.http.Control.Action;
import dev.troupe.http.Control.Changes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of apps and instances, and what is done to them. */
class AppRoutesTest extends RoutesTestBase {
  @Test
  void appsComeWithAllThatIsKnown() {
    var answer = ask("GET", APPS);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.body())
        .isEqualTo("{\"apps\":[%s]}".formatted(Json.write(FakeControl.APP)))
        .contains("\"lastExit\":{\"code\":7}");
    assertThat(endpoint.control.asked).containsExactly("all");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/apps?target=nope, apps",
    "/api/v1/instances?target=nope, instances",
  })
  void aQueryThatFindsNothingIsAnEmptyList(String target, String field) {
    var answer = ask("GET", target);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer)).isEqualTo(Map.of(field, List.of()));
  }

  @Test
  void instancesAreRows() {
    assertThat(ask("GET", "/api/v1/instances").body())
        .isEqualTo("{\"instances\":[%s]}".formatted(Json.write(FakeControl.SUMMARY)));
  }

  @ParameterizedTest
  @CsvSource({"api, api", "0, 0", "%2Fa.i%2F, /a.i/", "all, all", "%61pi, api"})
  void targetsArePercentDecoded(String encoded, String target) {
    assertThat(ask("GET", APPS + "/" + encoded).status()).isEqualTo(200);
    assertThat(endpoint.control.asked).containsExactly(target);
  }

  @Test
  void troubleIsShownWithWhoHoldsThePort() {
    assertThat(ask("GET", APPS + "/api/trouble").body())
        .isEqualTo(
            "{\"instances\":[{\"id\":0,\"log\":\"/e\","
                + "\"lines\":[\"EADDRINUSE: address already in use\"],\"port\":80,"
                + "\"holder\":{\"pid\":4711,\"command\":\"node server.js\"},"
                + "\"note\":null}]}");
    isProblem(ask("GET", APPS + "/nope/trouble"), 404, "No process found: nope");
  }

  @Test
  void memoryIsWeighedForThoseWhoAsk() {
    assertThat(ask("GET", APPS + "/api/memory").body())
        .isEqualTo("{\"instances\":[{\"id\":0,\"proportionalBytes\":512}]}");
    isProblem(ask("GET", APPS + "/nope/memory"), 404, "nope not found");
  }

  static List<Object[]> actions() {
    return List.of(
        new Object[] {"POST", "/start", "", new Action.Start(Map.of(), Changes.NONE)},
        new Object[] {
          "POST",
          "/start",
          "{\"env\":{\"A\":\"1\"}}",
          new Action.Start(Map.of("A", "1"), Changes.NONE)
        },
        new Object[] {"POST", "/restart", "{}", new Action.Restart(Map.of(), Changes.NONE)},
        new Object[] {
          "POST", "/restart", "{\"env\":null}", new Action.Restart(Map.of(), Changes.NONE)
        },
        new Object[] {
          "POST",
          "/restart",
          "{\"changes\":{\"name\":\"b\",\"node_args\":null},\"cwd\":\"/srv\"}",
          new Action.Restart(
              Map.of(), new Changes(Map.of("name", "b", "node_args", "null"), "/srv"))
        },
        new Object[] {"POST", "/reload", "", new Action.Reload(Map.of(), null, Changes.NONE)},
        new Object[] {
          "POST",
          "/reload",
          "{\"env\":{\"A\":\"1\"},\"parallel\":2}",
          new Action.Reload(Map.of("A", "1"), 2, Changes.NONE)
        },
        new Object[] {"POST", "/reload/cancel", "", new Action.CancelReload()},
        new Object[] {"POST", "/stop", "", new Action.Stop()},
        new Object[] {"POST", "/reset", "", new Action.Reset()},
        new Object[] {"POST", "/scale", "{\"instances\":\"+2\"}", new Action.Scale("+2")},
        new Object[] {"POST", "/scale", "{\"instances\":4}", new Action.Scale("4")},
        new Object[] {"POST", "/signal", "{\"signal\":\"USR2\"}", new Action.Signal("USR2")},
        new Object[] {"POST", "/send", "{\"line\":\"a\\nb\"}", new Action.Send("a\nb\n")},
        new Object[] {"POST", "/send", "{\"line\":\"a\",\"end\":\"|\"}", new Action.Send("a|")},
        new Object[] {"DELETE", "", "", new Action.Delete()});
  }

  @ParameterizedTest
  @MethodSource("actions")
  void anActionAnswersWithTheInstances(String method, String path, String body, Action action) {
    var target = APPS + "/api" + path;
    var answer = body.isEmpty() ? ask(method, target) : ask(method, target, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer)).containsOnlyKeys("instances", "warnings");
    assertThat(endpoint.control.asked).containsExactly(new FakeControl.Call("api", action));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void anActionOnWhatIsUnknownIsNotFound(String method, String path, String body, Action action) {
    var target = APPS + "/nope" + path;
    isProblem(
        body.isEmpty() ? ask(method, target) : ask(method, target, body),
        404,
        "No process found: nope");
    assertThat(endpoint.control.asked).hasSize(1).doesNotContain(action);
  }

  @Test
  void declaredAppsAreCreated() {
    var request =
        new StartRequest(
            List.of(Map.of("script", "/a.js", "instances", 2)),
            "/home",
            Map.of("A", "ä"),
            true,
            StartRequest.Mode.RELOAD,
            "prod",
            2);
    var answer = ask("POST", APPS, Json.write(request));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(endpoint.control.asked).containsExactly(request);
  }

  @Test
  void aModeIsOneOfThree() {
    var answer = ask("POST", APPS, "{\"apps\":[],\"cwd\":\"/\",\"mode\":\"SWAP\"}");
    isProblem(answer, 400, "a mistake");
    assertThat(answer.body())
        .contains("mode: must be one of START, RESTART, RELOAD, not \\\"SWAP\\\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "\"2\""})
  void aReloadReplacesAtLeastOneSlotAtATime(String parallel) {
    var answer = ask("POST", APPS + "/api/reload", "{\"parallel\":%s}".formatted(parallel));
    isProblem(answer, 400, "a mistake");
    assertThat(answer.body()).contains("parallel: must be a whole number from 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"here", "../x", "/a\\u0000b"})
  void aFolderMustBeAnAbsolutePath(String cwd) {
    var answer = ask("POST", APPS, "{\"apps\":[],\"cwd\":\"%s\"}".formatted(cwd));
    isProblem(answer, 400, "a mistake");
    assertThat(answer.body()).contains("cwd: must be an absolute path");
  }
}
