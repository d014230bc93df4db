package dev.troupe.cli;

import static dev.troupe.cli.CommandRun.instance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.InstanceState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code start} against a daemon that only pretends. */
class StartCommandTest extends CommandTestBase {

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
                "--wait-ready",
                "--listen-timeout",
                "8s",
                "--shutdown-with-message",
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
                Map.ofEntries(
                    Map.entry("script", "app.js"),
                    Map.entry("name", "web"),
                    Map.entry("instances", "max"),
                    Map.entry("exec_mode", "fork"),
                    Map.entry("autorestart", false),
                    Map.entry("stop_exit_codes", "0,2"),
                    Map.entry("wait_ready", true),
                    Map.entry("listen_timeout", "8s"),
                    Map.entry("shutdown_with_message", true),
                    Map.entry("args", List.of("--port", "80", "-x")))));
  }

  @Test
  void watchesFilesOfSomeExtensionsOnly() throws IOException {
    daemon.answeringInstances("POST /api/v1/apps", instance(0, "web"));
    assertThat(troupe.run("start", "app.js", "--watch", "--ext", "js,.json").exitCode()).isZero();
    assertThat(daemon.bodyOf("POST /api/v1/apps").get("apps"))
        .isEqualTo(List.of(Map.of("script", "app.js", "watch", List.of("**/*.js", "**/*.json"))));
    assertThat(troupe.run("start", "app.js", "--ext", "js").exitCode()).isZero();
    assertThat(daemon.bodyOf("POST /api/v1/apps").get("apps"))
        .isEqualTo(List.of(Map.of("script", "app.js")));
  }

  @ParameterizedTest
  @CsvSource({
    "start app.js --watch src, src",
    "start app.js --watch=src, src",
    "start --watch src app.js, src",
    "start app.js --watch --force, true",
    "start app.js --watch, true",
    "start --watch app.js, true"
  })
  void watchesWhatFollowsUnlessThatIsAllThereIsToStart(String line, String watched)
      throws IOException {
    daemon.answeringInstances("POST /api/v1/apps", instance(0, "web"));
    assertThat(troupe.run(line.split(" ", -1)).exitCode()).isZero();
    assertThat(daemon.bodyOf("POST /api/v1/apps").get("apps"))
        .isEqualTo(
            List.of(Map.of("script", "app.js", "watch", watched.equals("true") ? true : watched)));
  }

  @ParameterizedTest
  @CsvSource({
    "start app.js -l all.log, log_file, all.log",
    "start app.js --log=all.log, log_file, all.log",
    "start -l all.log app.js, log_file, all.log",
    "start app.js -l, log_file, true",
    "start app.js --log -f, log_file, true",
    "start app.js --filter-env A_ -f, filter_env, A_",
    "start app.js --filter-env, filter_env, false"
  })
  void takesPm2sOptionsWithoutTheValueThatTheyMayHave(String line, String field, String value)
      throws IOException {
    daemon.answeringInstances("POST /api/v1/apps", instance(0, "web"));
    assertThat(troupe.run(line.split(" ", -1)).exitCode()).isZero();
    var meant = value.matches("true|false") ? Boolean.valueOf(value) : value;
    assertThat(daemon.bodyOf("POST /api/v1/apps").get("apps"))
        .isEqualTo(List.of(Map.of("script", "app.js", field, meant)));
  }

  @Test
  void watchesFilesOfSomeExtensionsBelowAFolder() throws IOException {
    daemon.answeringInstances("POST /api/v1/apps", instance(0, "web"));
    assertThat(troupe.run("start", "app.js", "--watch", "src", "--ext", "js").exitCode()).isZero();
    assertThat(daemon.bodyOf("POST /api/v1/apps").get("apps"))
        .isEqualTo(List.of(Map.of("script", "app.js", "watch", List.of("src/**/*.js"))));
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
    assertThat(troupe.run("start", "web", "-i", "3").err()).contains("scale changes how many");
    daemon.answeringInstances("POST /api/v1/apps", instance(0, "web"));
    assertThat(troupe.run("start", "app.js", "-n", "a", "-n", "b").err()).isEmpty();
    assertThat(daemon.bodyOf("POST /api/v1/apps").get("apps"))
        .isEqualTo(List.of(Map.of("script", "app.js", "name", "b")));
  }

  @Test
  void takesOptionsOfPm2WithoutMeaningHere() throws IOException {
    daemon.answeringInstances("POST /api/v1/apps", instance(0, "app"));
    var line = "start app.js --no-vizion --no-pmx --no-color --sort id -a --log-type json -k 9";
    assertThat(troupe.run(line.split(" ", -1)).err()).isEmpty();
    assertThat(daemon.bodyOf("POST /api/v1/apps").get("apps"))
        .isEqualTo(
            List.of(
                Map.of(
                    "script",
                    "app.js",
                    "log_type",
                    "json",
                    "kill_timeout",
                    "9",
                    "vizion",
                    false,
                    "pmx",
                    false)));
    daemon.answeringInstances("POST /api/v1/apps/web/restart", instance(0, "web"));
    assertThat(troupe.run("restart", "web", "--no-vizion", "-f").err()).isEmpty();
    assertThat(daemon.bodyOf("POST /api/v1/apps/web/restart").get("changes")).isEqualTo(Map.of());
  }

  @Test
  void takesOptionsBeforeTheCommand() throws IOException {
    daemon.answeringInstances("POST /api/v1/apps", instance(0, "app"));
    assertThat(troupe.run("--no-color", "-n", "x", "start", "app.js").exitCode()).isZero();
    assertThat(daemon.bodyOf("POST /api/v1/apps").get("apps"))
        .isEqualTo(List.of(Map.of("script", "app.js", "name", "x")));
  }

  @Test
  void refusesToStartNothing() {
    var result = troupe.run("start");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("nothing to start");
  }

  @Test
  void startsTheFileThatInitWritesInAPackageOfModules() throws IOException {
    Files.writeString(home.resolve("ecosystem.config.cjs"), "module.exports = {apps: []}");
    assertThat(troupe.run("start").err()).contains("ecosystem.config.cjs");
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
}
