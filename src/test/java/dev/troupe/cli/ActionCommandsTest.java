package dev.troupe.cli;

import static dev.troupe.cli.CommandRun.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.troupe.api.Acted;
import dev.troupe.api.ActionResults;
import dev.troupe.api.Apps;
import dev.troupe.model.ActionResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done to what runs, against a daemon that only pretends. */
class ActionCommandsTest extends CommandTestBase {

  @ParameterizedTest
  @CsvSource({
    "stop, POST /api/v1/apps/web/stop, Stopped",
    "restart, POST /api/v1/apps/web/restart, Restarted",
    "delete, DELETE /api/v1/apps/web, Deleted",
    "del, DELETE /api/v1/apps/web, Deleted",
    "reset, POST /api/v1/apps/web/reset, Reset",
    "pause, POST /api/v1/apps/web/pause, Paused",
    "resume, POST /api/v1/apps/web/resume, Resumed",
    "monitor, POST /api/v1/apps/web/monitor, Marked as monitored",
    "unmonitor, POST /api/v1/apps/web/unmonitor, Marked as not monitored"
  })
  void actsOnATargetAndShowsTheTable(String command, String request, String done) {
    daemon.answeringInstances(request, instance(0, "web"), instance(2, "web"));
    var result = troupe.run(command, "web");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("[Troupe] " + done + " web (id 0, 2)\n┌");
    assertThat(daemon.asked()).containsExactly(request, "GET /api/v1/instances");
  }

  @Test
  void stopTakesPm2sOptionToStopWatchingToo() {
    daemon.answeringInstances("POST /api/v1/apps/web/stop", instance(0, "web"));
    assertThat(troupe.run("stop", "web", "--watch").exitCode()).isZero();
  }

  @Test
  void goesOnWithTheNextTargetAfterARefusal() {
    daemon.refusing("POST /api/v1/apps/nope/stop", 404, "there is no app nope");
    daemon.answeringInstances("POST /api/v1/apps/web/stop", instance(0, "web"));
    var result = troupe.run("stop", "nope", "web");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).isEqualTo("[Troupe][ERROR] there is no app nope\n");
    assertThat(result.out()).contains("Stopped web");
  }

  @Test
  void encodesTargets() {
    daemon.answeringInstances("POST /api/v1/apps/%2F%5Ea%20b%C3%A9%2F/stop");
    assertThat(troupe.run("stop", "/^a bé/").exitCode()).isZero();
  }

  @Test
  void restartsWithTheVariablesOfThisShellIfAsked() throws IOException {
    daemon.answeringInstances("POST /api/v1/apps/web/restart", instance(0, "web"));
    troupe.with("A", "1").run("restart", "web");
    assertThat(daemon.bodyOf("POST /api/v1/apps/web/restart")).containsEntry("env", Map.of());
    troupe.with("A", "1").run("restart", "web", "--update-env");
    assertThat(daemon.bodyOf("POST /api/v1/apps/web/restart").get("env"))
        .isEqualTo(Map.of("A", "1", "PATH", CommandRun.PATH, "TROUPE_HOME", home.toString()));
    assertThat(troupe.run("restart", "web", "--env", "production").exitCode()).isOne();
  }

  @ParameterizedTest
  @CsvSource({"restart, restart", "start, start", "reload, reload"})
  void handsOnWhatOptionsChange(String command, String action) throws IOException {
    var request = "POST /api/v1/apps/web/" + action;
    daemon.answeringInstances(request, instance(0, "web"));
    daemon.answeringInstances("GET /api/v1/instances", instance(0, "web"));
    daemon.answeringInstances("GET /api/v1/instances?target=web", instance(0, "web"));
    daemon.answering("GET /api/v1/apps", 200, new Apps(List.of()));
    var result =
        troupe.run(
            command, "web", "-n", "api", "--node-args", "null", "-i", "4", "--", "--port", "80");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(daemon.bodyOf(request).get("changes"))
        .isEqualTo(Map.of("name", "api", "node_args", "null", "args", List.of("--port", "80")));
    assertThat(result.err()).contains("--instances is left aside: scale");
  }

  @Test
  void startsAll() {
    daemon.answeringInstances("POST /api/v1/apps/all/start", instance(0, "web"));
    assertThat(troupe.run("start", "all").exitCode()).isZero();
  }

  @Test
  void showsWhatTheDaemonWarnsOf() {
    var answer = new Acted(List.of(instance(0, "web")), List.of("node_args is ignored"));
    daemon.answering("POST /api/v1/apps/web/restart", 200, answer);
    assertThat(troupe.run("restart", "web").err()).contains("[WARN] node_args is ignored");
  }

  @Test
  void reloadsNothingWhileTheLockIsHeld() throws IOException {
    Files.writeString(home.resolve("reload.lock"), Long.toString(CommandRun.NOW.toEpochMilli()));
    assertThat(troupe.run("reload", "web").err()).contains("a reload is under way");
    assertThat(daemon.asked()).isEmpty();
  }

  @Test
  void scales() throws IOException {
    daemon.answeringInstances("POST /api/v1/apps/web/scale", instance(0, "web"));
    assertThat(troupe.run("scale", "web", "+2").exitCode()).isZero();
    assertThat(daemon.bodyOf("POST /api/v1/apps/web/scale")).isEqualTo(Map.of("instances", "+2"));
    assertThat(troupe.run("scale", "web", "-2").exitCode()).isZero();
    assertThat(daemon.bodyOf("POST /api/v1/apps/web/scale")).isEqualTo(Map.of("instances", "-2"));
    assertThat(troupe.run("scale", "web", "-x").exitCode()).isOne();
    assertThat(troupe.run("scale", "web").exitCode()).isOne();
  }

  @Test
  void triggersActionsAndPrintsWhatTheyReturn() throws IOException {
    daemon.answering(
        "POST /api/v1/apps/web/trigger",
        200,
        new ActionResults(
            List.of(
                new ActionResult(0, "web", "default", Map.of("hi", 1), null),
                new ActionResult(2, "web", "default", null, "web[2] is paused"))));
    daemon.refusing("POST /api/v1/apps/nope/trigger", 404, "no nope");
    var result = troupe.run("trigger", "web", "hello", "a b");
    assertThat(result)
        .isEqualTo(
            new CommandRun.Result(
                1, "[web:0:default]={\"hi\":1}\n", "[Troupe][ERROR] web[2] is paused\n"));
    assertThat(daemon.bodyOf("POST /api/v1/apps/web/trigger"))
        .isEqualTo(Map.of("action", "hello", "params", "a b"));
    assertThat(troupe.run("trigger", "nope", "hello").exitCode()).isOne();
    assertThat(troupe.run("trigger", "web").exitCode()).isOne();
  }

  @Test
  void sendsSignalsAndLines() throws IOException {
    daemon.answeringInstances("POST /api/v1/apps/web/signal", instance(0, "web"));
    daemon.answeringInstances("POST /api/v1/apps/0/send", instance(0, "web"));
    assertThat(troupe.run("sendSignal", "SIGUSR2", "web").exitCode()).isZero();
    assertThat(troupe.run("send", "0", "hello world").exitCode()).isZero();
    assertThat(daemon.bodyOf("POST /api/v1/apps/web/signal"))
        .isEqualTo(Map.of("signal", "SIGUSR2"));
    assertThat(daemon.bodyOf("POST /api/v1/apps/0/send"))
        .containsOnly(entry("line", "hello world"), entry("end", null));
  }
}
