package dev.troupe.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.troupe.cli.HomeWithDaemon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What makes an app start again, and what keeps it from that. */
@Tag("os")
class Section6DefaultsTest extends SharedHome {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @BeforeAll
  static void comeIn() {
    troupe.write("home/application.conf", "troupe.daemon.usage-interval = 300ms\n");
    troupe.write("ends.sh", "date +%s%N; exit 3");
    troupe.write("soon.sh", "sleep 0.1; exit 1");
    troupe.write("stays.sh", "exec sleep 1000");
    troupe.write("deaf.sh", "trap '' INT; while :; do sleep 0.05; done");
  }

  /** The {@code pm2_env} of each unit. */
  private static List<Map<?, ?>> units() {
    try {
      var units = new ArrayList<Map<?, ?>>();
      for (var unit : JSON.std.listFrom(troupe.run("jlist").out())) {
        units.add((Map<?, ?>) ((Map<?, ?>) unit).get("pm2_env"));
      }
      return units;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaits(String what, Predicate<Map<?, ?>> condition)
      throws InterruptedException {
    HomeWithDaemon.await(what, () -> condition.test(units().getFirst()));
  }

  private static void awaitsStatus(String status) throws InterruptedException {
    awaits(status, unit -> status.equals(unit.get("status")));
  }

  private static int restarts(Map<?, ?> unit) {
    return ((Number) unit.get("restart_time")).intValue();
  }

  @Test
  void sixteenEndsBeforeMinUptimeAreOneTooMany() throws Exception {
    troupe.run("start", "ends.sh");
    awaitsStatus("errored");
    assertThat(restarts(units().getFirst())).isEqualTo(15);
  }

  @Test
  void maxRestartsSaysHowMany() throws Exception {
    troupe.run("start", "ends.sh", "--max-restarts", "3");
    awaitsStatus("errored");
    assertThat(restarts(units().getFirst())).isEqualTo(2);
  }

  @Test
  void anEndAfterMinUptimeIsNotUnstable() throws Exception {
    run("start soon.sh --min-uptime 20 --max-restarts 2");
    awaits("five restarts", unit -> restarts(unit) >= 5);
    assertThat(units().getFirst().get("unstable_restarts")).isEqualTo(0);
  }

  @Test
  void restartDelayShowsAsWaitingRestart() throws Exception {
    troupe.run("start", "ends.sh", "--restart-delay", "60000");
    awaitsStatus("waiting restart");
  }

  @Test
  void anExponentialBackoffGrowsByHalf() throws Exception {
    troupe.run(
        "start", "ends.sh", "--name", "back", "--exp-backoff-restart-delay", "100", "-l", "back");
    HomeWithDaemon.await("four starts", () -> starts().size() >= 4);
    var starts = starts();
    for (int i = 0, pause = 100; i < 3; i++, pause = pause * 3 / 2) {
      assertThat((starts.get(i + 1) - starts.get(i)) / 1_000_000).isGreaterThanOrEqualTo(pause);
    }
  }

  private static List<Long> starts() {
    return troupe.log("back-out.log").lines().map(Long::valueOf).toList();
  }

  @Test
  void aStopExitCodeMeansDone() throws Exception {
    troupe.run("start", "ends.sh", "--stop-exit-codes", "3");
    awaitsStatus("stopped");
    assertThat(units().getFirst().get("exit_code")).isEqualTo(3);
    assertThat(restarts(units().getFirst())).isZero();
  }

  @Test
  void withoutAutorestartItStaysStopped() throws Exception {
    troupe.run("start", "ends.sh", "--no-autorestart");
    awaitsStatus("stopped");
    assertThat(units().getFirst().get("exit_code")).isEqualTo(3);
  }

  @Test
  void tooMuchMemoryIsARestart() throws Exception {
    run("start stays.sh --max-memory-restart 1K");
    awaits("a restart", unit -> restarts(unit) >= 1);
    assertThat(troupe.run("describe", "stays").out()).contains("of memory, more than 0.0mb");
  }

  @Test
  void aScheduleRestartsAndStartsUntilItIsTakenAway() throws Exception {
    troupe.run("start", "stays.sh", "--cron-restart", "* * * * * *").succeeds();
    awaits("a restart", unit -> restarts(unit) >= 1);
    run("stop stays");
    awaitsStatus("online");
    assertThat(troupe.run("describe", "stays").out()).contains("next due");
    run("restart stays --cron-restart 0");
    assertThat(troupe.run("describe", "stays").out()).doesNotContain("next due");
  }

  @Test
  void aScheduledAppWithoutAutorestartIsAJob() throws Exception {
    troupe.run("start", "ends.sh", "--no-autorestart", "--cron-restart", "* * * * * *");
    HomeWithDaemon.await("two runs", () -> troupe.run("jobs").out().split("code 3", -1).length > 2);
    assertThat(troupe.run("jobs").out()).contains("* * * * * *");
  }

  @Test
  void watchedFilesAreARestartWithoutDotFilesAndModules() throws Exception {
    var app = Files.createDirectories(folder.resolve("app/node_modules")).getParent();
    Files.writeString(app.resolve("a.sh"), "exec sleep 1000");
    run("start a.sh --watch --watch-delay 200 --cwd " + app);
    awaitsStatus("online");
    HomeWithDaemon.await("a change that is seen", () -> changes(app));
    assertThat(troupe.run("describe", "a").out())
        .contains("seen.txt")
        .doesNotContain(".hidden")
        .doesNotContain("node_modules");
    run("stop a");
    assertThat(units().getFirst().get("watch")).isEqualTo(false);
  }

  /** Whether a restart follows; again and again, for nobody tells since when files are watched. */
  private static boolean changes(Path app) {
    try {
      var seen = app.resolve("seen.txt");
      if (!Files.exists(seen)
          || Files.getLastModifiedTime(seen).toInstant().isBefore(Instant.now().minus(PAUSE))) {
        Files.writeString(app.resolve(".hidden"), "1");
        Files.writeString(app.resolve("node_modules/x.js"), "1");
        Files.writeString(seen, "1");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return restarts(units().getFirst()) >= 1;
  }

  @Test
  void aStopThatIsNotHeardEndsWithKillTimeout() throws Exception {
    run("start deaf.sh --kill-timeout 300");
    var begun = System.nanoTime();
    run("stop deaf");
    assertThat((System.nanoTime() - begun) / 1_000_000).isGreaterThanOrEqualTo(300);
    awaitsStatus("stopped");
  }

  @Test
  void whoeverDoesNotSayReadyIsTakenForItAfterListenTimeout() {
    run("start stays.sh --wait-ready --listen-timeout 300");
    assertThat(units().getFirst().get("status")).isEqualTo("online");
  }

  @Test
  void instancesAreAsManyAsCpusOrFewer() {
    int cpus = Runtime.getRuntime().availableProcessors();
    run("start stays.sh -i max");
    assertThat(units()).hasSize(cpus);
    run("delete stays");
    run("start stays.sh -i -1");
    assertThat(units()).hasSize(Math.max(1, cpus - 1));
  }
}
