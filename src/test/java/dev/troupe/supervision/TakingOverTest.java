package dev.troupe.supervision;

import static dev.troupe.model.InstanceState.ERRORED;
import static dev.troupe.model.InstanceState.ONLINE;
import static dev.troupe.model.InstanceState.PAUSED;
import static dev.troupe.model.InstanceState.STOPPED;
import static dev.troupe.model.InstanceState.STOPPING;
import static dev.troupe.model.InstanceState.WAITING_RESTART;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.Readiness;
import dev.troupe.model.ReloadReport;
import dev.troupe.model.RestartRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second supervisor that goes on where the first has ended without a word. */
class TakingOverTest {
  private @TempDir Path folder;
  private SupervisorKit troupe;

  @BeforeEach
  void begin() {
    troupe = new SupervisorKit(folder);
  }

  @AfterEach
  void end() {
    troupe.close();
  }

  private AppSpec app(String name, int instances) {
    return Specs.app(name, instances, folder);
  }

  private static AppSpec slowToBeReady(AppSpec app) {
    return Specs.serving(Specs.readyBy(Readiness.Sign.LOG_LINE, Readiness.OnTimeout.ACCEPT), app);
  }

  @Test
  void goesOnWithTheSameChildrenAsBefore() {
    troupe.declares(app("api", 2), app("web", 1));
    troupe.starts("web");
    troupe.stops("1");
    var before = troupe.lists("all");
    troupe.daemonDies();
    assertThat(troupe.lists("all")).isEqualTo(before);
    assertThat(troupe.machine.launches()).isEqualTo(4);
  }

  @Test
  void knowsTheLastChildByItsNumbersAndItsMark() {
    var id = troupe.declares(app("api", 1)).getFirst().uniqueId();
    troupe.daemonDies();
    var former = troupe.machine.takenOver().getFirst();
    assertThat(former.process()).isEqualTo(troupe.machine.last().id());
    assertThat(former.marker()).isEqualTo(id);
  }

  @Test
  void stopsAndStartsAChildThatItHasTakenOver() {
    troupe.declares(app("api", 1));
    troupe.daemonDies();
    assertThat(troupe.stops("api").getFirst().state()).isEqualTo(STOPPED);
    assertThat(troupe.starts("api").getFirst().state()).isEqualTo(ONLINE);
    assertThat(troupe.machine.living()).hasSize(1);
  }

  @Test
  void aPausedChildStaysPausedUntilItIsResumed() {
    troupe.declares(app("api", 1));
    troupe.acts(to -> new Supervisor.Pause("api", to));
    troupe.daemonDies();
    assertThat(troupe.lists(0).state()).isEqualTo(PAUSED);
    troupe.acts(to -> new Supervisor.Resume("api", to));
    troupe.awaits(0, one -> one.state() == ONLINE);
  }

  @Test
  void noticesTheEndOfAChildThatItHasTakenOver() {
    troupe.declares(app("api", 1));
    troupe.daemonDies();
    troupe.childOf(0).exits(7);
    troupe.awaits(0, one -> one.restarts() == 1 && one.state() == ONLINE);
    assertThat(troupe.lists(0).lastExit()).isEqualTo(new ExitStatus.Exited(7));
  }

  @Test
  void startsAChildAnewThatHasEndedMeanwhile() {
    troupe.declares(app("api", 1));
    troupe.daemonDies(() -> troupe.machine.last().exits(0));
    troupe.awaits(0, one -> one.restarts() == 1 && one.state() == ONLINE);
    assertThat(troupe.lists(0).lastExit()).isEqualTo(new ExitStatus.Unknown());
  }

  @Test
  void leavesAChildEndedThatIsNotToBeStartedAnew() {
    var usual = RestartRules.DEFAULT;
    var once =
        new RestartRules(
            false,
            usual.minUptime(),
            usual.maxRestarts(),
            usual.delay(),
            usual.backoff(),
            usual.stopExitCodes());
    troupe.declares(Specs.app("job", 1, once, folder));
    troupe.daemonDies(() -> troupe.machine.last().exits(0));
    troupe.awaits(0, one -> one.state() == STOPPED);
  }

  @Test
  void keepsAnErroredInstanceErroredAndItsReason() {
    troupe.machine.failsToLaunch("no such file");
    troupe.ask(
        to ->
            new Supervisor.Declare(
                List.of(Specs.app("bad", 1, Specs.delayed(Duration.ZERO), folder)),
                Supervisor.IfKnown.START,
                0,
                to));
    troupe.awaits(0, one -> one.state() == ERRORED);
    var before = troupe.lists(0);
    troupe.daemonDies();
    assertThat(troupe.lists(0)).isEqualTo(before);
  }

  @Test
  void waitsTheRestOfAPauseBeforeARestart() {
    troupe.declares(Specs.app("api", 1, Specs.delayed(Duration.ofSeconds(10)), folder));
    troupe.childOf(0).exits(1);
    troupe.awaits(0, one -> one.state() == WAITING_RESTART);
    troupe.time.passes(Duration.ofSeconds(4));
    troupe.daemonDies();
    assertThat(troupe.lists(0).state()).isEqualTo(WAITING_RESTART);
    troupe.time.passes(Duration.ofSeconds(6));
    troupe.awaits(0, one -> one.state() == ONLINE);
  }

  @Test
  void beginsAStartAnewThatWasUnderWay() {
    troupe.tell(
        to ->
            new Supervisor.Declare(
                List.of(slowToBeReady(app("api", 1))), Supervisor.IfKnown.START, 0, to));
    troupe.awaits(0, one -> one.pid() != null);
    var first = troupe.machine.last();
    troupe.daemonDies();
    troupe.awaits(0, one -> one.pid() != null && one.pid() != first.pid());
    assertThat(first.hasEnded()).isTrue();
    assertThat(troupe.lists(0).restarts()).isZero();
  }

  @Test
  void endsAStopThatWasUnderWay() {
    troupe.declares(app("api", 1));
    troupe.machine.obeys(9);
    troupe.tell(to -> new Supervisor.Stop("api", to));
    troupe.awaits(0, one -> one.state() == STOPPING);
    troupe.daemonDies(() -> troupe.machine.obeys(2, 9));
    troupe.awaits(0, one -> one.state() == STOPPED);
    assertThat(troupe.machine.living()).isEmpty();
  }

  @Test
  void endsADeletionThatWasUnderWay() {
    troupe.declares(app("api", 1));
    troupe.machine.obeys(9);
    troupe.tell(to -> new Supervisor.Delete("api", to));
    troupe.awaits(0, one -> one.state() == STOPPING);
    troupe.daemonDies(() -> troupe.machine.obeys(2, 9));
    troupe.client.awaitAssert(
        () -> {
          assertThat(troupe.lists("all")).isEmpty();
          return true;
        });
    assertThat(troupe.machine.living()).isEmpty();
    assertThat(troupe.machine.pipesOpen()).isZero();
  }

  @Test
  void givesUpAReplacementThatDidNotServeYet() {
    var old = Specs.clustered(slowToBeReady(app("api", 1)));
    troupe.declaresReady(old);
    var serving = troupe.machine.last();
    troupe.tell(to -> new Supervisor.Reload("api", Map.of("A", "1"), 0, to));
    troupe.client.awaitAssert(() -> assertThat(troupe.machine.living()).hasSize(2));
    troupe.daemonDies();
    troupe.client.awaitAssert(
        () -> assertThat(troupe.machine.living()).containsExactly(serving.pid()));
    assertThat(troupe.lists(0).state()).isEqualTo(ONLINE);
    var after = troupe.apps("api").getFirst();
    assertThat(after.spec()).isEqualTo(old);
    assertThat(after.lastReload())
        .extracting(ReloadReport::outcome)
        .isEqualTo(ReloadReport.Outcome.CANCELLED);
  }

  @Test
  void replacesAWorkerWithWhichItCannotTalk() {
    troupe.declares(Specs.node(ExecMode.FORK, app("api", 1)));
    var first = troupe.machine.last();
    troupe.daemonDies(() -> troupe.machine.isDeaf("its message channel is out of reach"));
    troupe.awaits(0, one -> one.restarts() == 1 && one.state() == ONLINE);
    assertThat(first.hasEnded()).isTrue();
  }

  @Test
  void endsAndReplacesAChildThatItCannotWatch() {
    troupe.declares(app("api", 1));
    var first = troupe.machine.last();
    troupe.daemonDies(() -> troupe.machine.refusesToHandOver("the engine takes none over"));
    troupe.client.awaitAssert(
        () -> {
          troupe.time.passes(Duration.ofMillis(50));
          return assertThat(troupe.lists(0).pid()).isNotNull().isNotEqualTo(first.pid());
        });
    assertThat(first.hasEnded()).isTrue();
  }

  @Test
  void givesAwayNoIdTwice() {
    troupe.declares(app("api", 2));
    troupe.daemonDies();
    assertThat(troupe.declares(app("web", 1))).extracting(InstanceSnapshot::id).containsExactly(2);
  }

  @Test
  void canDieAgain() {
    troupe.declares(app("api", 2));
    var before = troupe.lists("all");
    troupe.daemonDies();
    troupe.daemonDies();
    assertThat(troupe.lists("all")).isEqualTo(before);
  }
}
