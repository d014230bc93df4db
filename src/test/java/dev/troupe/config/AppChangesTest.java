package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Readiness.Sign;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options given to a restart. */
class AppChangesTest {
  @TempDir Path folder;
  private Machine machine;
  private AppSpec app;

  @BeforeEach
  void setUp() {
    machine = new Machine(folder.toAbsolutePath());
    machine.program("node");
    machine.program("bash");
    machine.write("work/app.js", "");
    machine.folder("work/below");
    app =
        machine.app(
            Map.of(
                "script", "app.js",
                "node_args", "--harmony",
                "max_restarts", 3,
                "kill_timeout", "5s",
                "listen_timeout", "8s",
                "env", Map.of("A", "1")));
  }

  private ReadResult apply(AppSpec to, Map<String, Object> changes) {
    return AppChanges.apply(to, changes, machine.cwd, machine.home, 4);
  }

  private AppSpec changed(Map<String, Object> changes) {
    return ((ReadResult.Accepted) apply(app, changes)).apps().getFirst();
  }

  private List<String> refused(AppSpec to, Map<String, Object> changes) {
    return ((ReadResult.Refused) apply(to, changes))
        .errors().stream().map(ConfigError::line).toList();
  }

  @Test
  void nothingChangesIfNothingIsNamed() {
    assertThat(changed(Map.of())).isEqualTo(app);
  }

  @Test
  void laysVariablesOverTheOthersAndKnowsWhichAreSettings() {
    machine.write("home/module_conf.json", "{\"app\": {\"B\": \"2\", \"C\": \"3\"}}");
    var program = changed(Map.of("env", Map.of("B", "2", "D", "4"))).program();
    assertThat(program.env())
        .containsEntry("A", "1")
        .containsEntry("B", "2")
        .doesNotContainKey("C");
    assertThat(program.declared().origin("A", "1")).isEqualTo("env");
    assertThat(program.declared().origin("B", "2")).isEqualTo("module_conf.json");
    assertThat(program.declared().origin("D", "4")).isEqualTo("env");
  }

  @Test
  void switchesLogsOffAndOnAgain() {
    var silent = changed(Map.of("disable_logs", true));
    assertThat(silent.logs().out()).isEqualTo("/dev/null");
    assertThat(silent.logs().error()).isEqualTo("/dev/null");
    assertThat(silent.logs().pid()).isEqualTo(app.logs().pid());
    assertThat(apply(silent, Map.of("disable_logs", "null")))
        .isEqualTo(new ReadResult.Accepted(List.of(app), List.of()));
  }

  @Test
  void leavesOtherVariablesOutFromNowOn() {
    var changed = changed(Map.of("filter_env", "SECRET_ TOKEN"));
    assertThat(changed.program().declared().filter()).containsExactly("SECRET_", "TOKEN");
    assertThat(changed.program().declared().variables())
        .isEqualTo(app.program().declared().variables());
    assertThat(changed.program().env()).isEqualTo(app.program().env());
  }

  @Test
  void changesWhatIsNamedAndNothingElse() {
    var changed = changed(Map.of("name", "web", "max-restarts", "5"));
    assertThat(changed.name()).isEqualTo("web");
    assertThat(changed.restart().maxRestarts()).isEqualTo(5);
    assertThat(changed.logs()).isEqualTo(app.logs());
    assertThat(changed.stop()).isEqualTo(app.stop());
    assertThat(changed.program()).isEqualTo(app.program());
  }

  @Test
  void setsWhatIsTheDefaultAnyway() {
    assertThat(changed(Map.of("max_restarts", 16)).restart().maxRestarts()).isEqualTo(16);
  }

  /** PM2's {@code restart --watch}. */
  @Test
  void watchIsSwitchedOnAndOffInTurns() {
    app = changed(Map.of("watch", true));
    assertThat(app.watch().on()).isTrue();
    app = changed(Map.of("watch", true));
    assertThat(app.watch().on()).isFalse();
  }

  /** PM2's {@code --cron-restart 0}. */
  @Test
  void aScheduleOfZeroEndsIt() {
    app = changed(Map.of("cron_restart", "0 3 * * *"));
    assertThat(app.schedule().cron()).isEqualTo("0 3 * * *");
    app = changed(Map.of("cron_restart", "0"));
    assertThat(app.schedule().cron()).isNull();
  }

  @Test
  void whatIsTakenAwayIsTheDefaultAgain() {
    var changed = changed(Map.of("kill_timeout", "null", "node_args", "null"));
    assertThat(changed.stop().gracePeriod()).isEqualTo(Duration.ofMillis(1600));
    assertThat(changed.program().interpreterArgs()).isNull();
    assertThat(changed.program().commandLine())
        .containsExactly(machine.bin.resolve("node").toString(), machine.cwd + "/app.js");
  }

  @Test
  void pathsStartWhereTheyDoInADeclaration() {
    var changed = changed(Map.of("cwd", "below", "out_file", "logs/x.log"));
    assertThat(changed.program().cwd()).isEqualTo(machine.cwd + "/below");
    assertThat(changed.logs().out()).isEqualTo(machine.cwd + "/below/logs/x.log");
    assertThat(changed.program().script()).isEqualTo(app.program().script());
  }

  @Test
  void waitingForTheMessageKeepsTheTimeout() {
    var readiness = changed(Map.of("wait_ready", true)).service().readiness();
    assertThat(readiness.sign()).isEqualTo(Sign.MESSAGE);
    assertThat(readiness.timeout()).isEqualTo(Duration.ofSeconds(8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max_restarts | many | max_restarts",
        "instances | 4 | use scale",
        "script | b.js | script: cannot be changed for an app that is managed",
        "nonsense | 1 | nonsense: cannot be changed",
        "cwd | nowhere | does not exist",
      })
  void refusesWhatCannotBe(String field, String value, String reason) {
    assertThat(refused(app, Map.of(field, value))).singleElement().asString().contains(reason);
  }

  @Test
  void aShellLineKeepsItsWords() {
    var line = machine.app(Map.of("script", "sleep 1; echo"));
    assertThat(refused(line, Map.of("args", List.of("a"))))
        .singleElement()
        .asString()
        .contains("shell line");
  }
}
