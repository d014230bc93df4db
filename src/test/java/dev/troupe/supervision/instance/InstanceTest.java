package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceState;
import dev.troupe.model.RestartRules;
import dev.troupe.supervision.Specs;
import dev.troupe.supervision.Stillness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTest {
  private final InstanceKit kit = new InstanceKit();
  private @TempDir Path folder;

  @BeforeEach
  void bearInstance() {
    become(RestartRules.DEFAULT);
  }

  private void become(RestartRules rules) {
    become(Specs.app("api", 1, rules, folder), Runnable::run);
  }

  private void become(AppSpec spec, Executor blocking) {
    kit.bears(spec, blocking);
  }

  @AfterEach
  void endKit() {
    kit.close();
  }

  @Test
  void startsAChildAndTellsItWhoItIs() {
    kit.starts();
    assertThat(kit.machine.lastPlan().env())
        .containsEntry("pm_id", "0")
        .containsEntry("unique_id", "u")
        .containsEntry("NODE_APP_INSTANCE", "0");
    assertThat(folder.resolve("api-0.pid")).hasContent("1001");
  }

  @Test
  void relaunchesACrashedChildAtOnceWithoutADelay() {
    kit.starts();
    kit.machine.last().exits(1);
    var again = kit.sees(InstanceState.ONLINE);
    assertThat(again.restarts()).isEqualTo(1);
    assertThat(again.lastExit()).isEqualTo(new ExitStatus.Exited(1));
    assertThat(again.pid()).isEqualTo(1002);
  }

  @Test
  void relaunchesACrashedChildOnlyOnceTheDelayHasPassed() {
    become(Specs.delayed(Duration.ofMillis(100)));
    kit.starts();
    kit.machine.last().exits(1);
    var waiting = kit.sees(InstanceState.WAITING_RESTART);
    assertThat(waiting.restartAt()).isEqualTo(kit.time.instant().plusMillis(100));
    assertThat(kit.machine.launches()).isEqualTo(1);
    kit.time.passes(Duration.ofMillis(100));
    kit.sees(InstanceState.ONLINE);
  }

  @Test
  void givesUpAChildThatKeepsCrashing() {
    kit.starts();
    for (int i = 0; i < 15; i++) {
      kit.machine.last().exits(1);
      kit.sees(InstanceState.ONLINE);
    }
    kit.machine.last().exits(1);
    var errored = kit.sees(InstanceState.ERRORED);
    assertThat(errored.restarts()).isEqualTo(15);
    assertThat(errored.problem()).contains("16 times");
    assertThat(kit.machine.launches()).isEqualTo(16);
  }

  @Test
  void answersAStopOnlyOnceNothingOfTheTreeIsLeft() {
    var grandchild = kit.machine.leavesBehind(77);
    kit.starts();
    kit.tell(Instance.Stop::new);
    kit.hearsNothing();
    assertThat(kit.machine.last().hasEnded()).isTrue();
    kit.time.passes(InstanceKit.GRACE);
    kit.client.awaitAssert(() -> assertThat(kit.machine.signalsTo(grandchild)).contains(2, 9));
    kit.time.passes(StopSequence.LOOK_INTERVAL);
    assertThat(kit.settled().state()).isEqualTo(InstanceState.STOPPED);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void killsAChildThatIgnoresTheStopSignal() {
    kit.machine.obeys(9);
    kit.starts();
    kit.tell(Instance.Stop::new);
    kit.sees(InstanceState.STOPPING);
    kit.hearsNothing();
    kit.time.passes(InstanceKit.GRACE);
    assertThat(kit.settled().lastExit()).isEqualTo(new ExitStatus.Signaled(9));
  }

  @Test
  void isErroredIfNotEvenSigkillHelps() {
    kit.machine.obeys();
    kit.starts();
    kit.tell(Instance.Stop::new);
    kit.sees(InstanceState.STOPPING);
    kit.time.passes(InstanceKit.GRACE);
    kit.time.passes(InstanceKit.GRACE);
    assertThat(kit.refused()).contains("1001");
    kit.sees(InstanceState.ERRORED);
  }

  @Test
  void stopsAChildThatWasBeingStarted() {
    var blocking = new HeldWork();
    become(kit.spec(), blocking);
    blocking.hold();
    kit.begins();
    kit.sees(InstanceState.LAUNCHING);
    kit.tell(Instance.Stop::new);
    kit.begins();
    kit.tell(Instance.Stop::new);
    blocking.release();
    kit.sees(InstanceState.STOPPED);
    for (int i = 0; i < 4; i++) {
      assertThat(kit.settled().state()).isEqualTo(InstanceState.STOPPED);
    }
    assertThat(kit.machine.last().hasEnded()).isTrue();
  }

  @Test
  void doesNotRestartAChildThatCrashesDuringAStop() {
    kit.machine.obeys(9);
    kit.starts();
    kit.tell(Instance.Stop::new);
    kit.sees(InstanceState.STOPPING);
    kit.machine.last().exits(1);
    assertThat(kit.settled().state()).isEqualTo(InstanceState.STOPPED);
    assertThat(kit.machine.launches()).isEqualTo(1);
  }

  @Test
  void forgetsTheRestartThatADeleteFinds() {
    become(Specs.delayed(Duration.ofSeconds(5)));
    kit.starts();
    kit.machine.last().exits(1);
    kit.sees(InstanceState.WAITING_RESTART);
    kit.tell(Instance.Delete::new);
    kit.deleted();
    kit.owner.fishForMessage(
        Stillness.PATIENCE,
        message ->
            message instanceof Instance.Ended
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
    kit.time.passes(Duration.ofSeconds(5));
    assertThat(kit.machine.launches()).isEqualTo(1);
    assertThat(kit.machine.pipesOpen()).isZero();
  }

  @Test
  void answersTwoRestartsAtOnceWithOneNewChild() {
    kit.starts();
    kit.machine.obeys(9);
    kit.begins();
    kit.begins();
    kit.sees(InstanceState.STOPPING);
    kit.time.passes(InstanceKit.GRACE);
    assertThat(kit.settled().restarts()).isEqualTo(1);
    assertThat(kit.settled().restarts()).isEqualTo(1);
    assertThat(kit.machine.launches()).isEqualTo(2);
  }

  @Test
  void staysStoppedAfterAnExitCodeThatMeansDone() {
    become(
        new RestartRules(
            true, Duration.ofSeconds(1), 16, Duration.ZERO, Duration.ZERO, List.of(0, 7)));
    kit.starts();
    kit.machine.last().exits(7);
    assertThat(kit.sees(InstanceState.STOPPED).lastExit()).isEqualTo(new ExitStatus.Exited(7));
  }

  @Test
  void refusesASignalWithoutAChild() {
    kit.tell(to -> new Instance.Signal(12, to));
    assertThat(kit.refused()).isEqualTo("api[0] has no process");
  }

  @Test
  void writesALineToItsChild() {
    kit.starts();
    kit.tell(to -> new Instance.Send("hello\n", to));
    kit.settled();
    assertThat(kit.machine.last().written()).containsExactly("hello\n");
  }

  @Test
  void tellsWhyAChildCouldNotBeStarted() {
    kit.machine.failsToLaunch("cannot start /srv/api.sh: no such file");
    kit.begins();
    assertThat(kit.refused()).contains("no such file");
    assertThat(kit.sees(InstanceState.ERRORED).problem()).contains("no such file");
  }

  @Test
  void resetsItsCounters() {
    kit.starts();
    kit.machine.last().exits(1);
    kit.sees(InstanceState.ONLINE);
    kit.tell(Instance.Reset::new);
    assertThat(kit.settled().restarts()).isZero();
  }

  @Test
  void keepsAChildWhosePidFileCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    become(Specs.app("file/api", 1, RestartRules.DEFAULT, folder), Runnable::run);
    kit.starts();
    assertThat(kit.machine.launches()).isEqualTo(1);
  }

  @Test
  void answersThoseWhoWaitWhenItEndsUnexpectedly() {
    kit.machine.obeys();
    kit.starts();
    kit.tell(Instance.Stop::new);
    kit.sees(InstanceState.STOPPING);
    kit.kit.stop(kit.instance());
    assertThat(kit.refused()).isEqualTo("api[0] is no longer watched");
  }

  @Test
  void asksItsChildToEndWhenItEndsUnexpectedly() {
    kit.starts();
    kit.kit.stop(kit.instance());
    assertThat(kit.machine.last().received()).containsExactly(15);
  }

  @Test
  void keepsThePidFileOfAChildThatFollowsAtOnce() {
    var blocking = new HeldWork();
    become(kit.spec(), blocking);
    kit.starts();
    blocking.hold();
    kit.machine.last().exits(1);
    kit.sees(InstanceState.LAUNCHING);
    blocking.release();
    assertThat(kit.sees(InstanceState.ONLINE).pid()).isEqualTo(1002);
    assertThat(folder.resolve("api-0.pid")).hasContent("1002");
  }

  @Test
  void countsNoRestartIfItIsStartedWhileItIsSweptUp() {
    kit.starts();
    kit.tell(Instance.Stop::new);
    kit.settled();
    var orphan = kit.machine.leavesBehind(77);
    kit.tell(Instance.Stop::new);
    kit.sees(InstanceState.STOPPING);
    kit.begins();
    kit.client.awaitAssert(() -> assertThat(kit.machine.signalsTo(orphan)).isNotEmpty());
    kit.time.passes(InstanceKit.GRACE);
    kit.time.passes(StopSequence.LOOK_INTERVAL);
    assertThat(kit.settled().restarts()).isZero();
    assertThat(kit.settled().state()).isEqualTo(InstanceState.ONLINE);
  }

  @Test
  void givesUpIfItCouldNotBeStartedAndIsNotToBeRestarted() {
    become(
        new RestartRules(
            false, Duration.ofSeconds(1), 16, Duration.ZERO, Duration.ZERO, List.of()));
    kit.machine.failsToLaunch("cannot start /srv/api.sh: no such file");
    kit.begins();
    var refused = kit.client.expectMessageClass(Instance.Reply.Refused.class);
    assertThat(refused.reason()).contains("no such file");
    assertThat(Objects.requireNonNull(refused.now()).snapshot().state())
        .isEqualTo(InstanceState.ERRORED);
    assertThat(kit.sees(InstanceState.ERRORED).problem()).contains("no such file");
    assertThat(kit.heard(Event.GaveUp.class)).isTrue();
    assertThat(kit.heard(Event.Stopped.class)).isFalse();
  }

  @Test
  void hasPipesOfItsGeneration() {
    kit.starts();
    assertThat(kit.machine.lastPipes()).isEqualTo("0-0");
  }
}
