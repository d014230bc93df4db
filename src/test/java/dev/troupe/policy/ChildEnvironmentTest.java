package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import dev.troupe.model.LogFiles;
import dev.troupe.model.PlainApp;
import dev.troupe.policy.ChildEnvironment.Birth;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildEnvironmentTest {

  private static AppSpec app(ExecMode mode, boolean merged, Map<String, String> env) {
    return PlainApp.of("api", "/srv/api.js", "/srv", env)
        .with(
            app -> {
              app.namespace = "back";
              app.execMode = mode;
              app.instances = 4;
              app.instancesGiven = true;
              app.logs = new LogFiles("/l/out.log", "/l/error.log", null, "/p/api.pid", merged);
            });
  }

  private static Map<String, String> env(AppSpec spec) {
    var created = Instant.ofEpochMilli(1_000);
    var history = new RestartHistory(created, created, 3, 1, Duration.ZERO);
    return ChildEnvironment.of(
        spec,
        new Birth(5, 2, "u-5", history, Instant.ofEpochMilli(2_000), "/home/ann/.troupe", "ann"));
  }

  @Test
  void tellsAChildAboutItselfInPm2sWords() {
    assertThat(env(app(ExecMode.FORK, false, Map.of())))
        .containsEntry("name", "api")
        .containsEntry("namespace", "back")
        .containsEntry("pm_id", "5")
        .containsEntry("unique_id", "u-5")
        .containsEntry("instances", "4")
        .containsEntry("pm_exec_path", "/srv/api.js")
        .containsEntry("pm_cwd", "/srv")
        .containsEntry("status", "launching")
        .containsEntry("restart_time", "3")
        .containsEntry("autorestart", "true")
        .containsEntry("treekill", "true")
        .containsEntry("PM2_HOME", "/home/ann/.troupe")
        .containsEntry("TROUPE_HOME", "/home/ann/.troupe");
  }

  @ParameterizedTest
  @CsvSource({"FORK, fork_mode", "CLUSTER, cluster_mode"})
  void tellsTheModeInPm2sWords(ExecMode mode, String word) {
    assertThat(env(app(mode, false, Map.of()))).containsEntry("exec_mode", word);
  }

  @Test
  void tellsTheSlotUnderTheVariableTheAppWants() {
    var renamed = app(ExecMode.FORK, false, Map.of()).with(app -> app.instanceVar = "WORKER");
    assertThat(env(renamed)).containsEntry("WORKER", "2").doesNotContainKey("NODE_APP_INSTANCE");
  }

  @ParameterizedTest
  @CsvSource({
    "false, /l/out-5.log, /l/error-5.log, /p/api-5.pid",
    "true,  /l/out.log,   /l/error.log,   /p/api-5.pid"
  })
  void tellsTheFilesOfTheInstance(boolean merged, String out, String error, String pid) {
    assertThat(env(app(ExecMode.FORK, merged, Map.of())))
        .containsEntry("pm_out_log_path", out)
        .containsEntry("pm_err_log_path", error)
        .containsEntry("pm_pid_path", pid);
  }

  @Test
  void handsTheUsersVariablesOn() {
    var env = env(app(ExecMode.FORK, false, Map.of("PORT", "80", "EMPTY", "")));
    assertThat(env).containsEntry("PORT", "80").containsEntry("EMPTY", "");
  }

  @Test
  void doesNotLetTheUsersVariablesHideWhoAChildIs() {
    var env = env(app(ExecMode.FORK, false, Map.of("pm_id", "99", "unique_id", "forged")));
    assertThat(env).containsEntry("pm_id", "5").containsEntry("unique_id", "u-5");
  }

  private static AppSpec counting(String variable, Map<String, String> env) {
    return app(ExecMode.FORK, false, env).with(app -> app.incrementVar = variable);
  }

  @Test
  void tellsTheSlotUnderANameThatIsAlwaysThere() {
    assertThat(env(app(ExecMode.FORK, false, Map.of()))).containsEntry("TROUPE_SLOT", "2");
  }

  @ParameterizedTest
  @CsvSource({"3000, 3002", "' 8080 ', 8082", "eight, eight"})
  void addsTheSlotToTheVariableThatCountsUp(String first, String own) {
    assertThat(env(counting("PORT", Map.of("PORT", first)))).containsEntry("PORT", own);
  }

  @Test
  void countsFromZeroIfTheUserNamesNoNumber() {
    assertThat(env(counting("WORKER", Map.of()))).containsEntry("WORKER", "2");
  }

  @ParameterizedTest
  @CsvSource({"3000, 3000", "1, 1", "65535, 65535", "65536, 0", "0, 0", "x, 0", "'', 0", "-1, 0"})
  void knowsTheAppsPort(String text, int port) {
    assertThat(ChildEnvironment.port(Map.of("PORT", text)).orElse(0)).isEqualTo(port);
  }

  @Test
  void knowsNoPortIfThereIsNone() {
    assertThat(ChildEnvironment.port(Map.of())).isEmpty();
  }
}
