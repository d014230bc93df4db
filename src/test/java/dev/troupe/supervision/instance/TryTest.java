package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.ExecMode;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Readiness.OnTimeout;
import dev.troupe.model.Readiness.Sign;
import dev.troupe.supervision.Specs;
import dev.troupe.supervision.link.NodeLink;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replacement gets one attempt. */
class TryTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final InstanceKit kit = new InstanceKit();
  private @TempDir Path folder;

  private void bear(OnTimeout onTimeout) {
    var app = Specs.serving(Specs.readyBy(Sign.MESSAGE, onTimeout), Specs.app("api", 1, folder));
    kit.bears(Specs.node(ExecMode.FORK, app));
  }

  @AfterEach
  void endKit() {
    kit.close();
  }

  private void tries() {
    kit.tell(to -> new Instance.Try(kit.spec(), to));
    kit.seesChild();
    kit.hearsNothing();
  }

  private void succeeds() {
    kit.links.says(new NodeLink.Ready(kit.child()));
    assertThat(kit.settled().ready()).isTrue();
    kit.sees(InstanceState.ONLINE);
  }

  @Test
  void isRestartedLikeAnyOtherOnceItHasBeenReady() {
    bear(OnTimeout.ROLLBACK);
    tries();
    succeeds();
    kit.machine.last().exits(1);
    assertThat(kit.seesChild().restarts()).isEqualTo(1);
  }

  @Test
  void tellsWithWhatCodeItHasEndedTooEarly() {
    bear(OnTimeout.ACCEPT);
    tries();
    kit.machine.last().exits(1);
    assertThat(kit.refused()).isEqualTo("api[0] exited with code 1 before it was ready");
    assertThat(kit.sees(InstanceState.ERRORED).problem())
        .isEqualTo("exited with code 1 before it was ready");
    assertThat(kit.machine.launches()).isEqualTo(1);
  }

  @Test
  void tellsByWhatSignalItWasEndedTooEarly() {
    bear(OnTimeout.ACCEPT);
    tries();
    kit.machine.last().ends(new ExitStatus.Signaled(11));
    assertThat(kit.refused()).isEqualTo("api[0] was ended by SIGSEGV before it was ready");
  }

  @Test
  void leavesNothingOfAFailedAttempt() {
    bear(OnTimeout.ACCEPT);
    var grandchild = kit.machine.leavesBehind(77);
    tries();
    kit.machine.last().exits(1);
    kit.sees(InstanceState.STOPPING);
    kit.hearsNothing();
    kit.time.passes(InstanceKit.GRACE);
    kit.client.awaitAssert(() -> assertThat(kit.machine.signalsTo(grandchild)).contains(2, 9));
    kit.time.passes(StopSequence.LOOK_INTERVAL);
    assertThat(kit.refused()).contains("code 1");
  }

  @Test
  void tellsWhyItCouldNotBeStarted() {
    bear(OnTimeout.ACCEPT);
    kit.machine.failsToLaunch("cannot start /srv/api.js: no such file");
    kit.tell(to -> new Instance.Try(kit.spec(), to));
    assertThat(kit.refused()).contains("no such file");
    assertThat(kit.sees(InstanceState.ERRORED).problem()).contains("no such file");
    assertThat(kit.machine.launches()).isEqualTo(1);
  }

  @Test
  void failsIfItIsNotReadyInTime() {
    bear(OnTimeout.ROLLBACK);
    tries();
    kit.time.passes(TIMEOUT);
    assertThat(kit.refused()).isEqualTo("api[0] was not ready within 3 s");
    kit.sees(InstanceState.ERRORED);
    assertThat(kit.machine.last().hasEnded()).isTrue();
    assertThat(kit.machine.launches()).isEqualTo(1);
  }

  @Test
  void succeedsWhenTimeIsUpIfThatCountsAsReady() {
    bear(OnTimeout.ACCEPT);
    tries();
    kit.time.passes(TIMEOUT);
    assertThat(kit.settled().ready()).isTrue();
  }

  @Test
  void failsIfItIsStopped() {
    bear(OnTimeout.ROLLBACK);
    tries();
    kit.tell(Instance.Stop::new);
    assertThat(kit.refused()).isEqualTo("api[0] was stopped before it was ready");
    assertThat(kit.settled().state()).isEqualTo(InstanceState.STOPPED);
  }

  @Test
  void failsIfItIsDeletedWhileItIsBeingStarted() {
    bear(OnTimeout.ROLLBACK);
    var blocking = new HeldWork();
    kit.bears(kit.spec(), blocking);
    blocking.hold();
    kit.tell(to -> new Instance.Try(kit.spec(), to));
    kit.sees(InstanceState.LAUNCHING);
    kit.tell(Instance.Delete::new);
    assertThat(kit.refused()).isEqualTo("api[0] was stopped before it was ready");
    blocking.release();
    kit.deleted();
    assertThat(kit.machine.last().hasEnded()).isTrue();
  }

  @Test
  void failsBeforeAStopThatFindsItFailing() {
    bear(OnTimeout.ACCEPT);
    kit.machine.leavesBehind(77);
    tries();
    kit.machine.last().exits(1);
    kit.sees(InstanceState.STOPPING);
    kit.tell(Instance.Stop::new);
    assertThat(kit.refused()).contains("code 1");
    kit.hearsNothing();
    kit.time.passes(InstanceKit.GRACE);
    kit.time.passes(StopSequence.LOOK_INTERVAL);
    assertThat(kit.settled().state()).isEqualTo(InstanceState.STOPPED);
  }

  @Test
  void letsNobodyElseStartItMeanwhile() {
    bear(OnTimeout.ACCEPT);
    tries();
    kit.begins();
    assertThat(kit.refused()).isEqualTo("api[0] is being tried");
    succeeds();
  }

  @Test
  void isRefusedIfThereIsAChild() {
    bear(OnTimeout.ACCEPT);
    tries();
    succeeds();
    kit.tell(to -> new Instance.Try(kit.spec(), to));
    assertThat(kit.refused()).isEqualTo("api[0] has been started already");
  }

  @Test
  void takesThePidFileOverOnlyOnceItIsReady() {
    bear(OnTimeout.ACCEPT);
    tries();
    assertThat(folder).isEmptyDirectory();
    succeeds();
    assertThat(folder.resolve("api-0.pid")).hasContent("1001");
  }
}
