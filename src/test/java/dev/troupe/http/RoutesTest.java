package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Json;
import dev.troupe.api.StartRequest;
import dev.troupe.http.Control.Action;
import dev.troupe.http.Control.Changes;
import dev.troupe.http.Control.LogQuery;
import dev.troupe.logs.TextPattern;
import dev.troupe.model.OutputName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What each route asks of the daemon and what it answers. */
@Timeout(20)
class RoutesTest {
  private static final String APPS = "/api/v1/apps";
  private static final OpenApi document = new OpenApi();
  private final Endpoint endpoint = new Endpoint();
  private Wire wire;

  @BeforeEach
  void connect() {
    wire = endpoint.unix();
  }

  @AfterEach
  void close() {
    wire.close();
    endpoint.close();
  }

  private Wire.Answer ask(String method, String target) {
    return wire.send(endpoint.request(method, target)).answer();
  }

  private Wire.Answer ask(String method, String target, String json) {
    return wire.send(endpoint.requestWithBody(method, target, json)).answer();
  }

  private static Map<String, Object> json(Wire.Answer answer) {
    try {
      return Json.readObject(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private static void isProblem(Wire.Answer answer, int status, String detail) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(json(answer)).containsEntry("status", status);
    assertThat(Objects.toString(json(answer).get("detail"))).contains(detail);
  }

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
  void shutdownAnswersOnceTheAppsHaveStopped() throws InterruptedException {
    var stopped = new CompletableFuture<Reply.ToAction>();
    endpoint.control.action = () -> stopped;
    wire.send(endpoint.request("POST", "/api/v1/daemon/shutdown"));
    assertThat(endpoint.control.asked.take()).isEqualTo("shutdown");
    stopped.complete(new Reply.Acted(List.of(FakeControl.SUMMARY)));
    assertThat(wire.answer().status()).isEqualTo(200);
  }

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
  void theMachineIsTold() {
    assertThat(ask("GET", "/api/v1/host").body()).isEqualTo(Json.write(FakeControl.HOST));
  }

  @Test
  void troubleIsShownWithWhoHoldsThePort() {
    assertThat(ask("GET", APPS + "/api/trouble").body())
        .isEqualTo(
            "{\"instances\":[{\"id\":0,\"log\":\"/e\","
                + "\"lines\":[\"EADDRINUSE: address already in use\"],\"port\":80,"
                + "\"holder\":{\"pid\":4711,\"command\":\"node server.js\"}}]}");
    isProblem(ask("GET", APPS + "/nope/trouble"), 404, "No process found: nope");
  }

  @Test
  void memoryIsWeighedForThoseWhoAsk() {
    assertThat(ask("GET", APPS + "/api/memory").body())
        .isEqualTo("{\"instances\":[{\"id\":0,\"proportionalBytes\":512}]}");
    isProblem(ask("GET", APPS + "/nope/memory"), 404, "nope not found");
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

  @ParameterizedTest
  @CsvSource({
    "flush, flush, /troupe.log",
    "flush?target=api, flush api, /o /e",
    "flush?target=all, flush all, /o /e",
    "reopen, reopen, /o"
  })
  void logFilesAreEmptiedAndReopened(String path, String asked, String files) {
    var answer = ask("POST", "/api/v1/logs/" + path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer)).isEqualTo(Map.of("files", List.of(files.split(" ", -1))));
    assertThat(endpoint.control.asked).containsExactly(asked);
  }

  @Test
  void logFilesOfAnUnknownAppAreNotFound() {
    isProblem(ask("POST", "/api/v1/logs/flush?target=nope"), 404, "No process found: nope");
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

  @Test
  void theLogLevelCanBeSet() {
    var before = ask("GET", "/api/v1/daemon/loglevel").body();
    try {
      var answer =
          wire.send(
                  endpoint.requestWithBody(
                      "PUT", "/api/v1/daemon/loglevel", "{\"level\":\"debug\"}"))
              .answer();
      assertThat(answer.body()).isEqualTo("{\"level\":\"debug\"}");
      assertThat(LoggerFactory.getLogger("dev.troupe.http.Router").isDebugEnabled()).isTrue();
      assertThat(ask("GET", "/api/v1/daemon/loglevel").body()).isEqualTo(answer.body());
    } finally {
      wire.send(endpoint.requestWithBody("PUT", "/api/v1/daemon/loglevel", before)).answer();
    }
  }

  @Test
  void anUnknownLogLevelIsRefused() {
    var answer =
        wire.send(
                endpoint.requestWithBody("PUT", "/api/v1/daemon/loglevel", "{\"level\":\"loud\"}"))
            .answer();
    isProblem(answer, 400, "a mistake");
    assertThat(answer.body()).contains("error, warn, info, debug");
  }

  @Test
  void logFilesThatCannotBeWrittenAreListed() {
    assertThat(ask("GET", "/api/v1/logs/problems").body())
        .isEqualTo(
            "{\"problems\":[{\"path\":\"/o\",\"since\":\"1970-01-01T00:00:00Z\","
                + "\"reason\":\"No space left on device\",\"lostBytes\":7}]}");
  }

  @Test
  void theRotationInForceIsShown() {
    assertThat(ask("GET", "/api/v1/logs/rotation").body())
        .contains("\"maxSize\":10485760", "\"retain\":30", "\"dateFormat\":");
  }

  @Test
  void theRotationCanBeSet() {
    assertThat(setRotation().body()).contains("\"maxSize\":10485760");
    assertThat(endpoint.control.asked).containsExactly(Map.of("max_size", "much"));
  }

  private Wire.Answer setRotation() {
    return wire.send(
            endpoint.requestWithBody("PUT", "/api/v1/logs/rotation", "{\"max_size\":\"much\"}"))
        .answer();
  }

  @Test
  void aRotationThatMakesNoSenseIsRefused() {
    endpoint.control.rotationErrors = List.of("pm2-logrotate.max_size: much does not fit");
    var answer = setRotation();
    isProblem(answer, 400, "a mistake");
    assertThat(answer.body()).contains("max_size");
  }

  @Test
  void anUnknownParameterIsNamed() {
    var answer = ask("GET", "/api/v1/logs?line=5");
    isProblem(answer, 400, "a mistake");
    assertThat(answer.body())
        .contains(
            "line: unknown parameter, known are: follow, grep, instance, interleave, lines, output,"
                + " places, since, target,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lines=-1",
        "lines=many",
        "lines=9999999999",
        "follow=1",
        "output=stdout",
        "instance=api",
        "since=lately",
        "until=10",
        "grep=(",
        "interleave=yes"
      })
  void aWrongParameterIsRefused(String query) {
    isProblem(ask("GET", "/api/v1/logs?" + query), 400, "a mistake");
  }

  @Test
  void logParametersReachTheDaemon() {
    ask(
        "GET",
        "/api/v1/logs?target=%2Fa.i%2F&instance=3&lines=0&follow=false&output=err"
            + "&since=10m&until=2026-01-31T12:00:00Z&grep=a.c&interleave=true");
    ask("GET", "/api/v1/logs");
    assertThat(endpoint.control.asked)
        .containsExactly(
            new LogQuery(
                "/a.i/",
                Optional.of(3),
                0,
                false,
                Optional.of(OutputName.ERR),
                Optional.of(new Moment.Ago(Duration.ofMinutes(10))),
                Optional.of(new Moment.At(Instant.parse("2026-01-31T12:00:00Z"))),
                Optional.of(TextPattern.of("a.c")),
                Optional.empty(),
                true),
            LogQuery.of("all", 15, true));
  }

  @Test
  void whoSaysSinceWhenWantsAllLinesSinceThen() {
    ask("GET", "/api/v1/logs?since=10m");
    assertThat(endpoint.control.asked).allMatch(query -> ((LogQuery) query).lines() == 1_000_000);
  }

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
