package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import dev.troupe.model.RestartRules;
import dev.troupe.model.StopRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppSpecReaderTest {
  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void setUp() {
    machine = new Machine(folder.toAbsolutePath());
    machine.program("node");
    machine.program("bun");
    machine.program("bash");
    machine.program("ls");
    machine.write("work/app.js", "");
  }

  /** An app of {@code app.js} with one more field. */
  private AppSpec node(String field, Object value) {
    return machine.app(Map.of("script", "app.js", field, value));
  }

  @Test
  void fillsInWhatIsNotGiven() {
    var app = machine.app(Map.of("script", "app.js"));
    assertThat(app.name()).isEqualTo("app");
    assertThat(app.namespace()).isEqualTo("default");
    assertThat(app.execMode()).isEqualTo(ExecMode.FORK);
    assertThat(app.instances()).isEqualTo(1);
    assertThat(app.instancesGiven()).isFalse();
    assertThat(app.autostart()).isTrue();
    assertThat(app.instanceVar()).isEqualTo("NODE_APP_INSTANCE");
    assertThat(app.version()).isNull();
    assertThat(app.restart()).isEqualTo(RestartRules.DEFAULT);
    assertThat(app.stop()).isEqualTo(StopRules.DEFAULT);
    assertThat(app.program().cwd()).isEqualTo(machine.cwd.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "001-test.js, 001-test",
    "a.b.js, a.b",
    "cc hello.c; ./a.out, a",
    "ls, ls",
    "echo a/b/, echo a/b/"
  })
  void namesAnAppAfterItsScript(String script, String name) {
    machine.write("work/001-test.js", "");
    machine.write("work/a.b.js", "");
    assertThat(machine.app(Map.of("script", script)).name()).isEqualTo(name);
  }

  @Test
  void addsTheEnvironmentsNameIfAsked() {
    var declared = Map.<String, Object>of("script", "app.js", "append_env_to_name", true);
    var result = (ReadResult.Accepted) machine.read("dev", List.of(declared));
    assertThat(result.apps().getFirst().name()).isEqualTo("app-dev");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "max, 4", "0, 4", "-1, 3", "-9, 1"})
  void countsInstancesFromTheCpus(String given, int expected) {
    assertThat(node("instances", given).instances()).isEqualTo(expected);
  }

  static Stream<Arguments> modes() {
    return Stream.of(
        Arguments.of(Map.of("script", "app.js"), ExecMode.FORK),
        Arguments.of(Map.of("script", "app.js", "instances", 1), ExecMode.CLUSTER),
        Arguments.of(Map.of("script", "app.js", "instances", "max"), ExecMode.CLUSTER),
        Arguments.of(
            Map.of("script", "app.js", "instances", 2, "interpreter", "bun"), ExecMode.CLUSTER),
        Arguments.of(
            Map.of("script", "app.js", "instances", 2, "interpreter", "bash"), ExecMode.FORK),
        Arguments.of(Map.of("script", "ls", "instances", 2), ExecMode.FORK),
        Arguments.of(Map.of("script", "app.js", "exec_mode", "cluster"), ExecMode.CLUSTER),
        Arguments.of(Map.of("script", "app.js", "exec_mode", "cluster_mode"), ExecMode.CLUSTER),
        Arguments.of(
            Map.of("script", "app.js", "exec_mode", "fork", "instances", 2), ExecMode.FORK),
        Arguments.of(
            Map.of("script", "app.js", "exec_mode", "fork_mode", "instances", 2), ExecMode.FORK),
        Arguments.of(
            Map.of("script", "app.js", "execute_command", true, "instances", 2), ExecMode.FORK));
  }

  @ParameterizedTest
  @MethodSource("modes")
  void choosesTheMode(Map<String, Object> declaration, ExecMode mode) {
    assertThat(machine.app(declaration).execMode()).isEqualTo(mode);
  }

  static Stream<Arguments> merging() {
    return Stream.of(
        Arguments.of(Map.of("script", "ls"), true),
        Arguments.of(Map.of("script", "ls", "instances", 1), false),
        Arguments.of(Map.of("script", "app.js", "exec_mode", "cluster"), false),
        Arguments.of(Map.of("script", "ls", "instances", 4, "merge_logs", true), true),
        Arguments.of(Map.of("script", "ls", "instances", 4, "combine_logs", true), true),
        Arguments.of(Map.of("script", "ls", "merge_logs", false), false));
  }

  @ParameterizedTest
  @MethodSource("merging")
  void mergesLogsAsPm2Does(Map<String, Object> declaration, boolean merged) {
    assertThat(machine.app(declaration).logs().merged()).isEqualTo(merged);
  }

  @Test
  void callsFilesAfterTheApp() {
    var logs = node("name", "my app/1").logs();
    assertThat(logs.out()).isEqualTo(machine.home.resolve("logs/my-app-1-out.log").toString());
    assertThat(logs.error()).isEqualTo(machine.home.resolve("logs/my-app-1-error.log").toString());
    assertThat(logs.both()).isNull();
    assertThat(logs.pid()).isEqualTo(machine.home.resolve("pids/my-app-1.pid").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"out_file", "out", "output", "out_log", "outFile", "out-file", "outLog"})
  void knowsEveryNameOfTheOutputLog(String key) {
    assertThat(node(key, "logs/o.log").logs().out())
        .isEqualTo(machine.cwd.resolve("logs/o.log").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"error_file", "error", "err", "err_file", "err_log", "errorFile"})
  void knowsEveryNameOfTheErrorLog(String key) {
    assertThat(node(key, "/e.log").logs().error()).isEqualTo("/e.log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"log_file", "log", "logFile"})
  void knowsEveryNameOfTheCommonLog(String key) {
    assertThat(node(key, "/l.log").logs().both()).isEqualTo("/l.log");
  }

  @Test
  void putsACommonLogThatIsMerelyWantedBesideTheOthers() {
    var usual = machine.home.resolve("logs/app.log").toString();
    assertThat(node("log_file", true).logs().both()).isEqualTo(usual);
    assertThat(node("log_file", false).logs().both()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pid_file", "pid", "pidFile"})
  void knowsEveryNameOfThePidFile(String key) {
    assertThat(node(key, "p.pid").logs().pid()).isEqualTo(machine.cwd.resolve("p.pid").toString());
  }

  @Test
  void resolvesLogsAgainstTheAppsFolder() {
    machine.folder("work/sub");
    var app = machine.app(Map.of("script", "ls", "cwd", "sub", "out", "o.log"));
    assertThat(app.logs().out()).isEqualTo(machine.cwd.resolve("sub/o.log").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"NULL", "/dev/null"})
  void keepsNoLogIfTheFileIsNone(String file) {
    assertThat(node("out", file).logs().out()).isEqualTo("/dev/null");
  }

  @Test
  void keepsNoLogsIfToldSo() {
    var logs = machine.app(Map.of("script", "ls", "disable_logs", true, "log", "l")).logs();
    assertThat(List.of(logs.out(), logs.error())).containsOnly("/dev/null");
    assertThat(logs.both()).isNull();
  }

  static Stream<Arguments> durations() {
    return Stream.of(
        Arguments.of(3000, Duration.ofSeconds(3)),
        Arguments.of("3000", Duration.ofSeconds(3)),
        Arguments.of(0, Duration.ZERO),
        Arguments.of(1.5, Duration.ofNanos(1_500_000)),
        Arguments.of("500ms", Duration.ofMillis(500)),
        Arguments.of("10s", Duration.ofSeconds(10)),
        Arguments.of("1.5 s", Duration.ofMillis(1500)),
        Arguments.of("2m", Duration.ofMinutes(2)),
        Arguments.of("1h", Duration.ofHours(1)),
        Arguments.of("1d", Duration.ofDays(1)));
  }

  @ParameterizedTest
  @MethodSource("durations")
  void readsDurations(Object given, Duration expected) {
    assertThat(node("kill_timeout", given).stop().gracePeriod()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"SIGTERM, SIGTERM", "TERM, SIGTERM", "sigusr2, SIGUSR2"})
  void readsSignals(String given, String expected) {
    assertThat(node("kill_signal", given).stop().signal()).isEqualTo(expected);
  }

  static Stream<Arguments> exitCodes() {
    return Stream.of(
        Arguments.of(0, List.of(0)),
        Arguments.of(List.of(1, "2"), List.of(1, 2)),
        Arguments.of("1,2", List.of(1, 2)),
        Arguments.of("1, 2", List.of(1, 2)),
        Arguments.of("1 2", List.of(1, 2)),
        Arguments.of(" 1   2 ", List.of(1, 2)));
  }

  @ParameterizedTest
  @MethodSource("exitCodes")
  void readsExitCodes(Object given, List<Integer> expected) {
    assertThat(node("stop_exit_codes", given).restart().stopExitCodes()).isEqualTo(expected);
  }

  @Test
  void readsWhenToRestart() {
    var declared =
        Map.<String, Object>of(
            "script", "ls",
            "autorestart", "false",
            "minUptime", "5s",
            "maxRestarts", "3",
            "restartDelay", 100,
            "expBackoffRestartDelay", 200);
    assertThat(machine.app(declared).restart())
        .isEqualTo(
            new RestartRules(
                false,
                Duration.ofSeconds(5),
                3,
                Duration.ofMillis(100),
                Duration.ofMillis(200),
                List.of()));
  }

  @Test
  void readsTheOtherFields() {
    var declared =
        Map.<String, Object>of(
            "script", "ls",
            "namespace", "web",
            "autostart", false,
            "instance_var", "SLOT",
            "treekill", false);
    var app = machine.app(declared);
    assertThat(app.namespace()).isEqualTo("web");
    assertThat(app.autostart()).isFalse();
    assertThat(app.instanceVar()).isEqualTo("SLOT");
    assertThat(app.stop().wholeTree()).isFalse();
  }

  @Test
  void takesDefaultsFromPm2sVariables() {
    machine
        .with("PM2_KILL_SIGNAL", "SIGTERM")
        .with("PM2_KILL_TIMEOUT", "5000")
        .with("PM2_PROCESS_INSTANCE_VAR", "SLOT");
    var app = machine.app(Map.of("script", "ls", "kill_timeout", 100));
    assertThat(app.stop()).isEqualTo(new StopRules("SIGTERM", Duration.ofMillis(100), true, false));
    assertThat(app.instanceVar()).isEqualTo("SLOT");
  }

  @Test
  void takesTheVersionFromTheNearestPackage() {
    machine.write(
        "work/package.json", "{\"files\": [{\"version\": \"0\"}], \"version\": \"1.2.3\"}");
    machine.write("work/src/app.js", "");
    assertThat(machine.app(Map.of("script", "src/app.js")).version()).isEqualTo("1.2.3");
    assertThat(machine.app(Map.of("script", "ls")).version()).isNull();
  }

  @Test
  void takesNoVersionFromABrokenPackage() {
    machine.write("work/package.json", "{ version");
    assertThat(machine.app(Map.of("script", "app.js")).version()).isNull();
  }

  @Test
  void takesNullAsNotGiven() {
    var declared = new HashMap<String, Object>(Map.of("script", "app.js"));
    declared.put("instances", null);
    assertThat(machine.app(declared).instancesGiven()).isFalse();
  }

  @Test
  void readsSeveralAppsInTheirOrder() {
    var result =
        (ReadResult.Accepted)
            machine.read(null, List.of(Map.of("script", "ls"), Map.of("script", "app.js")));
    assertThat(result.apps()).extracting(AppSpec::name).containsExactly("ls", "app");
  }

  @Test
  void refusesAllIfOneIsWrong() {
    var result =
        (ReadResult.Refused)
            machine.read(null, List.of(Map.of("script", "ls"), Map.of("script", "nope")));
    assertThat(result.errors()).extracting(ConfigError::path).containsExactly("apps[1].script");
  }
}
