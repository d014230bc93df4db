package dev.troupe.cli;

import static dev.troupe.cli.CommandRun.instance;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.troupe.api.Apps;
import dev.troupe.api.DaemonInfo;
import dev.troupe.api.Json;
import dev.troupe.model.InstanceState;
import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import dev.troupe.pm2.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command against a daemon that only pretends. */
class CommandsTest {
  @TempDir Path home;

  private FakeDaemon daemon;
  private CommandRun troupe;

  @BeforeEach
  void listen() throws IOException {
    daemon = new FakeDaemon(home.resolve("troupe.sock"));
    daemon.answeringInstances("GET /api/v1/instances", instance(0, "web"), instance(1, "api"));
    troupe = new CommandRun(home);
    Files.writeString(home.resolve("app.js"), "");
  }

  @AfterEach
  void close() throws IOException {
    daemon.close();
  }

  @Test
  void listsByName() {
    var result = troupe.run("list");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("┌").containsSubsequence("│ api ", "│ web ");
    assertThat(daemon.asked()).containsExactly("GET /api/v1/instances");
  }

  @Test
  void listsInTheOrderThatIsAskedFor() {
    assertThat(troupe.run("ls", "--sort=id").out()).containsSubsequence("│ web ", "│ api ");
    assertThat(troupe.run("ps", "--sort", "name:desc").out())
        .containsSubsequence("│ web ", "│ api ");
    var result = troupe.run("l", "--sort=colour");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("--sort=colour: give name or id");
  }

  @ParameterizedTest
  @CsvSource({
    "stop, POST /api/v1/apps/web/stop, Stopped",
    "restart, POST /api/v1/apps/web/restart, Restarted",
    "delete, DELETE /api/v1/apps/web, Deleted",
    "del, DELETE /api/v1/apps/web, Deleted",
    "reset, POST /api/v1/apps/web/reset, Reset"
  })
  void actsOnATargetAndShowsTheTable(String command, String request, String done) {
    daemon.answeringInstances(request, instance(0, "web"), instance(2, "web"));
    var result = troupe.run(command, "web");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("[Troupe] " + done + " web (id 0, 2)\n┌");
    assertThat(daemon.asked()).containsExactly(request, "GET /api/v1/instances");
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
  void startsAScriptWithItsOptions() throws IOException {
    daemon.answeringInstances("POST /api/v1/apps", instance(0, "web"));
    var result =
        troupe
            .with("COLOUR", "blue")
            .run(
                "start",
                "app.js",
                "-i",
                "max",
                "--name",
                "web",
                "-x",
                "--no-autorestart",
                "--stop-exit-codes",
                "0,2",
                "-f",
                "--",
                "--port",
                "80",
                "-x");
    assertThat(result.exitCode()).isZero();
    var body = daemon.bodyOf("POST /api/v1/apps");
    assertThat(body)
        .containsEntry("cwd", home.toString())
        .containsEntry("force", true)
        .containsEntry("mode", "START");
    assertThat(body.get("env"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("COLOUR", "blue");
    assertThat(body.get("apps"))
        .isEqualTo(
            List.of(
                Map.of(
                    "script", "app.js",
                    "name", "web",
                    "instances", "max",
                    "exec_mode", "fork",
                    "autorestart", false,
                    "stop_exit_codes", "0,2",
                    "args", List.of("--port", "80", "-x"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "default", "1"})
  void startsWhatIsManagedAlreadyByName(String word) {
    var request = "POST /api/v1/apps/" + word + "/start";
    daemon.answeringInstances(request, instance(0, "web"));
    assertThat(troupe.run("start", word).exitCode()).isZero();
    assertThat(daemon.asked()).contains(request);
  }

  @Test
  void saysWhichOptionsAreLeftAsideAndTakesTheLastOfEach() throws IOException {
    daemon.answeringInstances("POST /api/v1/apps/web/start", instance(0, "web"));
    assertThat(troupe.run("start", "web", "-i", "3").err()).contains("web is managed already");
    daemon.answeringInstances("POST /api/v1/apps", instance(0, "web"));
    assertThat(troupe.run("start", "app.js", "-n", "a", "-n", "b").err()).isEmpty();
    assertThat(daemon.bodyOf("POST /api/v1/apps").get("apps"))
        .isEqualTo(List.of(Map.of("script", "app.js", "name", "b")));
  }

  @Test
  void refusesToStartNothing() {
    var result = troupe.run("start");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("nothing to start");
  }

  @Test
  void tellsWhyTheDaemonRefuses() {
    daemon.refusing(
        "POST /api/v1/apps", 409, "Script already launched, add -f option to force re-execution");
    var result = troupe.as("pm2").run("start", "app.js");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err())
        .isEqualTo("[PM2][ERROR] Script already launched, add -f option to force re-execution\n");
  }

  @Test
  void failsIfAStartedAppIsErrored() {
    daemon.answeringInstances("POST /api/v1/apps", instance(0, "web", InstanceState.ERRORED));
    assertThat(troupe.run("start", "app.js").exitCode()).isOne();
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

  @Test
  void scales() throws IOException {
    daemon.answeringInstances("POST /api/v1/apps/web/scale", instance(0, "web"));
    assertThat(troupe.run("scale", "web", "+2").exitCode()).isZero();
    assertThat(daemon.bodyOf("POST /api/v1/apps/web/scale")).isEqualTo(Map.of("instances", "+2"));
    assertThat(troupe.run("scale", "web", "-2").exitCode()).isOne();
    assertThat(troupe.run("scale", "web").exitCode()).isOne();
  }

  @Test
  void sendsSignalsAndLines() throws IOException {
    daemon.answeringInstances("POST /api/v1/apps/web/signal", instance(0, "web"));
    daemon.answeringInstances("POST /api/v1/apps/0/send", instance(0, "web"));
    assertThat(troupe.run("sendSignal", "SIGUSR2", "web").exitCode()).isZero();
    assertThat(troupe.run("send", "0", "hello world").exitCode()).isZero();
    assertThat(daemon.bodyOf("POST /api/v1/apps/web/signal"))
        .isEqualTo(Map.of("signal", "SIGUSR2"));
    assertThat(daemon.bodyOf("POST /api/v1/apps/0/send")).isEqualTo(Map.of("line", "hello world"));
  }

  @Test
  void printsIdsAndPids() {
    assertThat(troupe.run("id", "web").out()).isEqualTo("[ 0 ]\n");
    assertThat(troupe.run("id", "nope")).isEqualTo(new CommandRun.Result(0, "[]\n", ""));
    assertThat(troupe.run("pid").out()).isEqualTo("4000\n4001\n");
    assertThat(troupe.run("pid", "api").out()).isEqualTo("4001\n");
    assertThat(troupe.run("pid", "nope").exitCode()).isZero();
  }

  @Test
  void printsUnits() throws IOException {
    daemon.answering("GET /api/v1/apps", 200, new Apps(List.of(Example.web(2))));
    var units = JSON.std.listFrom(troupe.run("jlist").out());
    assertThat(units).hasSize(2);
    assertThat(units.getFirst()).hasFieldOrPropertyWithValue("pm_id", 0);
    assertThat(troupe.run("prettylist").out()).startsWith("[\n  {\n    pid: ");
    daemon.answering("GET /api/v1/apps", 200, new Apps(List.of()));
    assertThat(troupe.run("jlist").out()).isEqualTo("[]\n");
  }

  @Test
  void describesAndPrintsTheEnvironment() {
    daemon.answering("GET /api/v1/apps", 200, new Apps(List.of(Example.web(2))));
    daemon.answering("GET /api/v1/apps/web", 200, new Apps(List.of(Example.web(2))));
    daemon.refusing("GET /api/v1/apps/nope", 404, "there is no app nope");
    assertThat(troupe.run("describe", "web").out())
        .contains("Instance 0 of web", "Instance 1 of web", "│ exec mode ");
    assertThat(troupe.run("show", "nope").exitCode()).isOne();
    assertThat(troupe.run("env", "1").out()).contains("NODE_ENV: production\n");
    assertThat(troupe.run("env", "77").exitCode()).isOne();
  }

  @Test
  void printsTheEndsOfLogFiles() {
    daemon.answering("GET /api/v1/apps", 200, new Apps(List.of(Example.web(1))));
    daemon.answeringRaw(
        "GET /api/v1/logs?target=all&lines=15&follow=false",
        """
        HTTP/1.1 200 x

        event: file
        data: {"path":"/h/logs/web-out.log","lines":["hello","there"]}

        event: file
        data: {"path":"/h/logs/web-error.log","lines":["ouch"]}

        """);
    assertThat(troupe.run("logs", "--nostream").out())
        .isEqualTo(
            """
            /h/logs/web-out.log last 15 lines:
            0|web   | hello
            0|web   | there

            /h/logs/web-error.log last 15 lines:
            0|web   | ouch

            """);
    assertThat(troupe.run("logs", "--nostream", "--raw"))
        .isEqualTo(new CommandRun.Result(0, "hello\nthere\n", "ouch\n"));
  }

  @Test
  void streamsNewLines() {
    var line = new LogLine(Instant.EPOCH, "web", 0, OutputName.OUT, "hello");
    var error = new LogLine(Instant.EPOCH, "longer-name", 12, OutputName.ERR, "ouch");
    var events =
        """
        HTTP/1.1 200 x

        event: line
        data: %s

        event: line
        data: %s

        event: missed
        data: {"count":3}

        """
            .formatted(Json.write(line), Json.write(error));
    daemon.answeringRaw("GET /api/v1/logs?target=all&lines=0&follow=true", events);
    var named = troupe.run("logs", "--lines", "0");
    assertThat(named.out()).isEqualTo("0|web   | hello\n12|longer-name | ouch\n");
    assertThat(named.err()).contains("3 lines were left out", "the daemon has ended");
    assertThat(named.exitCode()).isOne();
    assertThat(troupe.run("logs", "--json").out())
        .startsWith(
            """
            {"message":"hello","timestamp":"1970-01-01T00:00:00Z","type":"out","process_id":0,\
            "app_name":"web"}
            """);
  }

  @Test
  void asksForTheLogsItIsToldTo() {
    daemon.answering("GET /api/v1/apps", 200, new Apps(List.of()));
    daemon.refusing("GET /api/v1/logs?target=a%20b&lines=3&follow=true&output=err", 404, "no");
    var result = troupe.run("logs", "a b", "--lines", "3", "--err");
    assertThat(result).isEqualTo(new CommandRun.Result(1, "", "[Troupe][ERROR] no\n"));
  }

  @Test
  void pings() {
    daemon.answering("GET /api/v1/daemon", 200, info("port 9615 is taken"));
    var result = troupe.run("ping");
    assertThat(result.out()).isEqualTo("{ msg: 'pong' }\n");
    assertThat(result.err()).contains("port 9615 is taken");
  }

  @Test
  void killsTwice() throws IOException {
    daemon.answering("GET /api/v1/daemon", 200, info(null));
    daemon.answeringRaw("POST /api/v1/daemon/shutdown", "HTTP/1.1 202 x\r\n\r\n");
    var stopping = Thread.ofVirtual().start(this::closeOnceAskedTo);
    var result = troupe.as("pm2").run("kill");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualTo("[PM2] [v] All Applications Stopped\n[PM2] [v] PM2 Daemon Stopped\n");
    assertThat(stopping).isNotNull();
    assertThat(troupe.run("kill").exitCode()).isZero();
  }

  private void closeOnceAskedTo() {
    while (!daemon.asked().contains("POST /api/v1/daemon/shutdown")) {
      Thread.onSpinWait();
    }
    try {
      daemon.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void reports() {
    daemon.answering("GET /api/v1/daemon", 200, info(null));
    assertThat(troupe.run("report").out())
        .startsWith("```\n--- Daemon ---")
        .contains("--- CLI ---", "--- System info ---", "--- PM2 list ---", "│ web ")
        .endsWith("```\n");
  }

  private static DaemonInfo info(@Nullable String addressProblem) {
    return new DaemonInfo(
        "0.1.0", 1, Instant.EPOCH, "/home", "linux", "it works", null, addressProblem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lst", "listt", "--nope"})
  void suggestsTheNearestCommand(String typo) {
    var result = troupe.run(typo);
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("there is no command " + typo);
  }

  @Test
  void refusesUnknownOptions() {
    var result = troupe.run("list", "--nope");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("Unknown option: '--nope'").contains("list --help");
  }

  @Test
  void showsHelpAndVersion() {
    assertThat(troupe.run().exitCode()).isOne();
    assertThat(troupe.run().out()).contains("start ", "kill ");
    assertThat(troupe.run("--help").exitCode()).isZero();
    assertThat(troupe.run("help", "start").out())
        .contains("Usage: troupe start [OPTIONS] [WHAT...]\n", "-n, --name=NAME ", "Examples:");
    assertThat(troupe.as("pm2").run("logs", "-h").out()).contains("  pm2 logs api --lines 100");
    assertThat(troupe.run("-v").out()).isEqualTo("unreleased\n");
    assertThat(daemon.asked()).isEmpty();
  }

  @Test
  void everyCommandHasHelp() {
    for (var command : Commands.all()) {
      var syntax = command.syntax();
      assertThat(troupe.run(syntax.spec().name(), "--help").exitCode()).isZero();
      assertThat(syntax.summary()).endsWith(".");
    }
    assertThat(Commands.all()).hasSameSizeAs(Commands.NAMES);
  }

  @Test
  void isSilentIfAskedButPrintsItsProducts() {
    daemon.answering("GET /api/v1/apps", 200, new Apps(List.of()));
    var silent = troupe.with("PM2_SILENT", "true");
    assertThat(silent.run("list").out()).isEmpty();
    assertThat(silent.run("nope").err()).isEmpty();
    assertThat(silent.run("jlist").out()).isEqualTo("[]\n");
    assertThat(silent.run("prettylist").out()).isEqualTo("[]\n");
    assertThat(new CommandRun(home).run("list", "--silent").out()).isEmpty();
    assertThat(new CommandRun(home).run("-s", "list").out()).isEmpty();
  }

  @Test
  void saysInOneLineWhyHomeCannotBeUsed() {
    var result = troupe.with("TROUPE_HOME", "/proc/nope").run("list");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err())
        .startsWith("[Troupe][ERROR] cannot use /proc/nope as home directory: ")
        .hasLineCount(1);
  }
}
