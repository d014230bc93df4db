package dev.troupe.cli;

import static dev.troupe.cli.CommandRun.instance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Apps;
import dev.troupe.api.Json;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.Event;
import dev.troupe.model.Event.ReloadProgress;
import dev.troupe.model.Event.ReloadProgress.Stage;
import dev.troupe.model.ReloadReport;
import dev.troupe.model.ReloadReport.Outcome;
import dev.troupe.pm2.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code reload} and its relatives against a daemon that only pretends. */
class ReloadCommandTest extends CommandTestBase {
  private static final String RELOAD = "POST /api/v1/apps/web/reload";

  @BeforeEach
  void haveAnApp() {
    daemon.answeringInstances("GET /api/v1/instances?target=web", instance(0, "web"));
    daemon.answeringInstances(RELOAD, instance(0, "web"), instance(1, "web"));
    happens();
  }

  /** The events that a listener hears. */
  private void happens(Event... events) {
    var stream = new StringBuilder("HTTP/1.1 200 x\r\n\r\nretry: 3000\n\n");
    for (var event : events) {
      var name = event instanceof ReloadProgress ? "reload-progress" : "reload-ended";
      stream.append("event: ").append(name).append("\ndata: ");
      stream.append(Json.write(event)).append("\n\n");
    }
    daemon.answeringRaw("GET /api/v1/events", stream.toString());
  }

  /** The events of a reload, the end of which comes last, also in what is known of the app. */
  private void happens(ReloadReport end, Event... steps) {
    var web = Example.web(1);
    daemon.answering(
        "GET /api/v1/apps?target=web",
        200,
        new Apps(List.of(new AppSnapshot(1, web.spec(), web.instances(), end))));
    var events = new ArrayList<>(List.of(steps));
    events.add(new Event.ReloadEnded(CommandRun.NOW, "web", end));
    happens(events.toArray(new Event[0]));
  }

  private static Event step(String app, int slot, Stage stage) {
    return new ReloadProgress(CommandRun.NOW, app, 7, slot, stage);
  }

  private static ReloadReport end(
      Outcome outcome, @Nullable Integer slot, @Nullable String reason) {
    return new ReloadReport(outcome, CommandRun.NOW, CommandRun.NOW, 1, slot, reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reload", "gracefulReload", "softReload"})
  void reloadsUnderEachOfItsNames(String name) throws IOException {
    var result = troupe.run(name, "web");
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("[Troupe] Reloaded web (id 0, 1)\n┌");
    assertThat(daemon.bodyOf(RELOAD))
        .containsEntry("env", Map.of())
        .containsEntry("parallel", null);
  }

  @Test
  void listensToTheEventsBeforeItAsks() {
    troupe.run("reload", "web");
    assertThat(daemon.asked()).containsSubsequence("GET /api/v1/events", RELOAD);
  }

  @Test
  void listensNoLongerThanItTakes() {
    daemon.holding("GET /api/v1/events", "HTTP/1.1 200 x\r\n\r\nretry: 3000\n\n");
    assertThat(troupe.run("reload", "web").exitCode()).isZero();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("reload-progress");
  }

  @Test
  void tellsEachStepOfItsOwnApps() {
    happens(
        end(Outcome.COMPLETED, null, null),
        step("web", 0, Stage.STARTING),
        step("other", 0, Stage.STARTING),
        step("web", 0, Stage.READY),
        step("web", 0, Stage.DRAINING),
        step("web", 0, Stage.DONE));
    assertThat(troupe.run("reload", "web").out())
        .startsWith(
            """
            [Troupe] web:0 starting
            [Troupe] web:0 ready
            [Troupe] web:0 draining
            [Troupe] web:0 done
            [Troupe] Reloaded web (id 0, 1)
            """);
  }

  @Test
  void failsWithSlotAndReasonWhenItIsRolledBack() {
    happens(
        end(Outcome.ROLLED_BACK, 1, "exited with code 1"),
        step("web", 1, Stage.STARTING),
        step("web", 1, Stage.ABANDONED));
    daemon.refusing(RELOAD, 409, "web: rolled back");
    var result = troupe.run("reload", "web");
    assertThat(result.exitCode()).isOne();
    assertThat(result.out()).isEqualTo("[Troupe] web:1 starting\n[Troupe] web:1 abandoned\n");
    assertThat(result.err())
        .isEqualTo("[Troupe][ERROR] web rolled back: slot 1: exited with code 1\n");
  }

  @Test
  void failsWhenItIsCancelled() {
    happens(end(Outcome.CANCELLED, null, null), step("web", 0, Stage.STARTING));
    daemon.refusing(RELOAD, 409, "web: cancelled");
    assertThat(troupe.run("reload", "web"))
        .isEqualTo(
            new CommandRun.Result(
                1, "[Troupe] web:0 starting\n", "[Troupe][ERROR] web cancelled\n"));
  }

  @Test
  void saysNothingOfAnEarlierReload() {
    var before = CommandRun.NOW.minusSeconds(60);
    happens(new ReloadReport(Outcome.ROLLED_BACK, before, before, 0, 1, "exited with code 1"));
    happens();
    assertThat(troupe.run("reload", "web").exitCode()).isZero();
  }

  @Test
  void failsWhileAnotherReloadIsUnderWay() {
    daemon.refusing(RELOAD, 409, "web is being reloaded");
    assertThat(troupe.run("reload", "web"))
        .isEqualTo(new CommandRun.Result(1, "", "[Troupe][ERROR] web is being reloaded\n"));
  }

  @Test
  void reloadsThoughThereAreNoEvents() {
    daemon.refusing("GET /api/v1/events", 404, "no such route");
    assertThat(troupe.run("reload", "web").exitCode()).isZero();
  }

  @Test
  void replacesAsManyAtATimeAsIsAsked() throws IOException {
    assertThat(troupe.run("reload", "web", "--parallel", "2").exitCode()).isZero();
    assertThat(daemon.bodyOf(RELOAD)).containsEntry("parallel", 2);
    assertThat(troupe.run("reload", "web", "--parallel", "0").err())
        .isEqualTo("[Troupe][ERROR] --parallel=0 is not a whole number from 1\n");
  }

  @Test
  void givesTheVariablesOfThisShellIfAsked() throws IOException {
    troupe.with("A", "1").run("reload", "web", "--update-env");
    assertThat(daemon.bodyOf(RELOAD).get("env"))
        .isEqualTo(Map.of("A", "1", "PATH", CommandRun.PATH, "TROUPE_HOME", home.toString()));
    assertThat(troupe.run("reload", "web", "--env", "production").exitCode()).isOne();
  }

  @Test
  void callsAReloadOff() {
    daemon.answeringInstances("POST /api/v1/apps/web/reload/cancel", instance(0, "web"));
    assertThat(troupe.run("reload", "--cancel", "web").out())
        .startsWith("[Troupe] Cancelled the reload of web (id 0)\n");
    daemon.refusing("POST /api/v1/apps/web/reload/cancel", 409, "no reload is under way");
    assertThat(troupe.run("reload", "web", "--cancel"))
        .isEqualTo(new CommandRun.Result(1, "", "[Troupe][ERROR] no reload is under way\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "startOrRestart, RESTART, Started",
    "startOrReload, RELOAD, Started or reloaded",
    "startOrGracefulReload, RELOAD, Started or reloaded",
    "reload, RELOAD, Reloaded",
    "restart, RESTART, Restarted",
    "start, RESTART, Started"
  })
  void declaresTheAppsOfAFile(String command, String mode, String done) throws IOException {
    Files.writeString(home.resolve("apps.yaml"), "- script: app.js\n  name: web\n");
    daemon.answeringInstances("POST /api/v1/apps", instance(0, "web"));
    happens(end(Outcome.COMPLETED, null, null), step("web", 0, Stage.READY));
    var result = troupe.run(command, "apps.yaml");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("[Troupe] " + done + " web (id 0)\n");
    assertThat(result.out().contains("web:0 ready")).isEqualTo(mode.equals("RELOAD"));
    assertThat(daemon.bodyOf("POST /api/v1/apps")).containsEntry("mode", mode);
  }

  @Test
  void restartsOneInstance() {
    for (var slot : List.of("0", "2")) {
      daemon.answeringInstances("POST /api/v1/apps/web%3A" + slot + "/restart", instance(0, "web"));
    }
    assertThat(troupe.run("restart", "web:0").exitCode()).isZero();
    assertThat(troupe.run("restart", "web", "--only", "0,2").exitCode()).isZero();
    assertThat(daemon.asked()).filteredOn(line -> line.startsWith("POST")).hasSize(3);
    assertThat(troupe.run("restart", "web", "--only", "api").err())
        .contains("--only=api: web is no process file, so give numbers of instances");
  }

  @ParameterizedTest
  @ValueSource(strings = {"restart", "stop"})
  void aScriptIsMeantByItsPathUnlessItIsAName(String command) throws IOException {
    Files.writeString(home.resolve("web"), "");
    var path = Daemon.encoded(home.resolve("app.js").toString());
    daemon.answeringInstances("POST /api/v1/apps/" + path + "/" + command, instance(0, "web"));
    daemon.answeringInstances("POST /api/v1/apps/web/" + command, instance(0, "web"));
    assertThat(troupe.run(command, "app.js").exitCode()).isZero();
    assertThat(troupe.run(command, "./app.js").exitCode()).isZero();
    assertThat(troupe.run(command, "web").exitCode()).isZero();
  }
}
