package dev.troupe.embed;

import static dev.troupe.embed.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules, commands of apps and watched files, without a process. */
class UpkeepTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  private final Stage stage = new Stage();
  private @TempDir Path folder;

  @AfterEach
  void end() {
    stage.close();
  }

  private TroupeSettings settings() {
    return TroupeSettings.create(stage.kit.system());
  }

  private static AppDeclaration worker() {
    return AppDeclaration.of("worker", "worker.py");
  }

  private void isDue(TroupeSettings settings, Instant due) throws Exception {
    var troupe = stage.testKit.spawn(settings);
    await(troupe.start(worker().cronRestart("0 10 * * *"))).orThrow();
    stage.events.awaitAssert(
        Stage.PATIENCE, () -> assertThat(await(troupe.list()).getFirst().nextDue()).isEqualTo(due));
  }

  @Test
  void aScheduleWithoutATimeZoneIsMeantInThatOfTheSettings() throws Exception {
    isDue(settings().withTimeZone(TOKYO), Instant.parse("2026-01-01T01:00:00Z"));
    isDue(settings().withTimeZone(ZoneOffset.UTC), Instant.parse("2026-01-01T10:00:00Z"));
  }

  @Test
  void theTimeZoneIsTheMachinesUnlessSomebodyNamesAnother() {
    assertThat(settings().timeZone()).isEqualTo(ZoneId.systemDefault());
    assertThat(settings().withTimeZone(TOKYO).timeZone()).isEqualTo(TOKYO);
    var wrong =
        ConfigFactory.parseString("embed.time-zone = Mars")
            .withFallback(stage.kit.system().settings().config().getConfig("troupe"));
    assertThatThrownBy(() -> TroupeSettings.of(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("troupe.embed.time-zone: Mars is no time zone; give one such as");
  }

  @Test
  void runsTheCommandsThatAnAppWantsToBeRun() throws Exception {
    var troupe = stage.testKit.spawn();
    var hooked = worker().with("on_ready", "up").with("on_crash", "page $TROUPE_APP");
    await(troupe.start(hooked)).orThrow();
    var ready = stage.launcher.nextHook();
    assertThat(ready.event()).isEqualTo("ready");
    assertThat(ready.line()).isEqualTo("up");
    stage.launcher.nextChild().exits(3);
    var crash = stage.launcher.nextHook();
    assertThat(crash.app()).isEqualTo("worker");
    assertThat(crash.event()).isEqualTo("crash");
    assertThat(crash.line()).isEqualTo("page $TROUPE_APP");
    assertThat(crash.environment()).containsEntry("TROUPE_EXIT_CODE", "3");
  }

  @Test
  void aSupervisorThatFollowsOneThatFailedRunsThemToo() throws Exception {
    var troupe = stage.testKit.spawn();
    await(troupe.start(worker().with("on_crash", "page"))).orThrow();
    var child = stage.launcher.nextChild();
    LifecycleTest.breakSupervisor(stage, troupe);
    stage.events.awaitAssert(Stage.PATIENCE, () -> assertThat(Stage.instances(troupe)).hasSize(1));
    child.exits(1);
    assertThat(stage.launcher.nextHook().line()).isEqualTo("page");
  }

  @Test
  void startsAnAppAnewWhenAFileChangesThatItWatches() throws Exception {
    var troupe = stage.testKit.spawn(settings().withCwd(folder));
    var other = AppDeclaration.of("other", "o.py");
    await(troupe.start(worker().with("watch", true), other)).orThrow();
    stage.testKit.files().changes(folder.resolve("worker.py"));
    stage.events.awaitAssert(
        Stage.PATIENCE,
        () -> {
          stage.testKit.time().passes(Duration.ofSeconds(1));
          return assertThat(restarts(troupe, "worker")).isOne();
        });
    assertThat(restarts(troupe, "other")).isZero();
  }

  private static int restarts(Troupe troupe, String app) throws Exception {
    return await(troupe.list(app)).getFirst().instances().getFirst().restarts();
  }
}
