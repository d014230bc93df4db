package dev.troupe.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.Limits;
import dev.troupe.model.Schedule;
import dev.troupe.model.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Pm2ListTest {

  private static String pretty(AppSnapshot... apps) {
    return Pm2List.pretty(Pm2List.units(List.of(apps), "root"));
  }

  /** People grep for words and count: {@code prettylist | grep -c 'restart_time: 0'}. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "online, 1",
        "stopped, 0",
        "restart_time: 0, 1",
        "exec_mode: 'cluster_mode', 1",
        "exec_interpreter: 'node', 1",
        "watch: false, 1",
        "vizion: true, 1",
        "child.js, 1",
        "NODE_APP_INSTANCE: 0, 1",
        "node_args: [], 1",
        "name: 'web', 3",
        "pm_id: 0, 2",
        "pm_log_path, 0",
        "web, 7",
        "NODE_ENV: 'production', 2"
      })
  void aWordStandsAsOftenAsInPm2(String word, int times) {
    assertThat(count(pretty(Example.web(1)), word)).isEqualTo(times);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"fork_mode, 1", "/bin/sleep, 1", "stopped, 1", "online, 0", "pid: 0, 1"})
  void aStoppedBinaryShowsItsWords(String word, int times) {
    assertThat(count(pretty(Example.sleeper()), word)).isEqualTo(times);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "wait_ready: true, 1",
        "listen_timeout: 8000, 1",
        "shutdown_with_message: true, 1",
        "increment_var: 'PORT', 1",
        "PORT: 3001, 2",
        "PORT: 3000, 0"
      })
  void aServiceShowsWhatItWasDeclaredWith(String word, int times) {
    var second = List.of(Pm2List.units(List.of(Example.service()), "root").get(1));
    assertThat(count(Pm2List.pretty(second), word)).isEqualTo(times);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait_ready", "listen_timeout", "shutdown_with_message", "increment_var"})
  void whatWasNotDeclaredIsNotShown(String word) {
    assertThat(pretty(Example.web(1))).doesNotContain(word);
  }

  @Test
  void theVersionOfNodeStandsBehindThatOfTheApp() {
    assertThat(pretty(Example.caredFor()))
        .containsPattern("version: 'N/A',\\n +node_version: '20.20.2'");
    assertThat(pretty(Example.web(1))).doesNotContain("node_version");
  }

  /** As PM2 7.0.4 prints them, which shows most of them only where they were given. */
  @Test
  void watchScheduleAndMemoryHavePm2sWords() {
    var options = new Watch.Options("", false, false, Duration.ofMillis(100), Integer.MAX_VALUE);
    var paths = List.of("server", "client");
    var ignored = List.of("node_modules", "client/img");
    var web = Example.web(1);
    var spec =
        web.spec()
            .with(
                app -> {
                  app.watch = new Watch(true, paths, ignored, Duration.ofSeconds(1), options);
                  app.schedule = new Schedule("0 3 * * *", null, Schedule.Concurrency.FORBID);
                  app.limits = new Limits(157_286_400L, null, null, null, null, null, List.of());
                });
    assertThat(pretty(new AppSnapshot(1, spec, web.instances(), null)))
        .contains(
            """
                  max_memory_restart: 157286400,
                  cron_restart: '0 3 * * *',
            """)
        .contains(
            """
                  watch_delay: 1000,
                  watch: [ 'server', 'client' ],
                  ignore_watch: [ 'node_modules', 'client/img' ],
                  watch_options: { followSymlinks: false },
            """);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWatchOfTheWholeFolderIsAFlag(boolean on) {
    var web = Example.web(1);
    var spec = web.spec().with(app -> app.watch = Watch.OFF.switched(on));
    var shown = pretty(new AppSnapshot(1, spec, web.instances(), null));
    assertThat(count(shown, "watch: " + on)).isEqualTo(1);
    assertThat(shown).doesNotContain("ignore_watch", "max_memory_restart", "cron_restart");
  }

  private static int count(String text, String word) {
    return text.split(java.util.regex.Pattern.quote(word), -1).length - 1;
  }

  @Test
  void pathsAndIdsAreNeverTheLastProperty() {
    assertThat(pretty(Example.web(1)))
        .contains("pm_out_log_path: '/h/logs/web-out.log',\n", "pm_id: 0,\n");
  }

  @Test
  void unitsStandInTheOrderOfTheirIds() {
    var units = Pm2List.units(List.of(Example.sleeper(), Example.web(2)), "root");
    assertThat(units).extracting(unit -> unit.get("pm_id")).containsExactly(0, 1, 7);
  }

  @Test
  void aUnitHasPm2sShape() {
    var unit = Pm2List.units(List.of(Example.web(2)), "root").get(1);
    assertThat(unit).containsOnlyKeys("pid", "name", "pm2_env", "pm_id", "monit");
    assertThat(unit).containsEntry("pid", 4712L);
    assertThat(unit.get("monit")).isEqualTo(Map.of("memory", 54_853_632L, "cpu", 3.1));
    assertThat(pretty(Example.web(2)))
        .contains("pm_err_log_path: '/h/logs/web-error-1.log'", "pm_pid_path: '/h/pids/web-1.pid'")
        .contains("monit: { memory: 54853632, cpu: 3.1 }");
  }

  @Test
  void nothingIsAnEmptyList() {
    assertThat(pretty()).isEqualTo("[]");
  }

  @Test
  void theUsersVariablesComeNestedAndFlatButNotTheSlots() {
    var unit = Pm2List.units(List.of(Example.web(1)), "root").getFirst();
    var env = Map.of("NODE_ENV", "production", "PATH", "/bin", "web", Map.of());
    assertThat(unit.get("pm2_env")).extracting("env").isEqualTo(env);
    assertThat(unit.get("pm2_env"))
        .extracting("PATH", "NODE_APP_INSTANCE")
        .containsExactly("/bin", 0);
  }

  @Test
  void listsIdsAsNodeDoes() {
    assertThat(Pm2List.ids(List.of(0, 1))).isEqualTo("[ 0, 1 ]");
  }
}
