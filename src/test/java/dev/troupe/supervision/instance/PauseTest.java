package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.ExecMode;
import dev.troupe.model.InstanceState;
import dev.troupe.model.StopRules;
import dev.troupe.supervision.Specs;
import dev.troupe.supervision.Stillness;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseTest {
  private static final int SIGINT = 2;
  private static final int SIGCONT = 18;
  private static final int SIGSTOP = 19;

  private final InstanceKit kit = new InstanceKit();
  private @TempDir Path folder;

  @AfterEach
  void endKit() {
    kit.close();
  }

  private void pauses() {
    kit.tell(Instance.Pause::new);
    assertThat(kit.settled().state()).isEqualTo(InstanceState.PAUSED);
  }

  private void startsAndPauses() {
    kit.bears(Specs.app("api", 1, folder));
    kit.starts();
    pauses();
  }

  @Test
  void holdsTheWholeTree() {
    kit.bears(Specs.app("api", 1, folder));
    kit.starts();
    var grandchild = kit.machine.leavesBehind(77);
    pauses();
    assertThat(kit.machine.signalsTo(kit.child())).containsExactly(SIGSTOP);
    assertThat(kit.machine.signalsTo(grandchild)).containsExactly(SIGSTOP);
    assertThat(kit.heard(Event.Paused.class)).isTrue();
  }

  @Test
  void isNotReadyWhileItIsPaused() {
    startsAndPauses();
    kit.tell(Instance.Reset::new);
    assertThat(kit.settled().ready()).isFalse();
  }

  @Test
  void goesOnWithTheSameChild() {
    startsAndPauses();
    kit.tell(Instance.Resume::new);
    var resumed = kit.settled();
    assertThat(resumed.state()).isEqualTo(InstanceState.ONLINE);
    assertThat(resumed.ready()).isTrue();
    assertThat(resumed.restarts()).isZero();
    assertThat(kit.machine.signalsTo(kit.child())).containsExactly(SIGSTOP, SIGCONT);
    assertThat(kit.heard(Event.Resumed.class)).isTrue();
  }

  @Test
  void pausesAndResumesTwiceAsOnce() {
    startsAndPauses();
    pauses();
    kit.tell(Instance.Resume::new);
    kit.settled();
    kit.tell(Instance.Resume::new);
    assertThat(kit.settled().state()).isEqualTo(InstanceState.ONLINE);
    assertThat(kit.machine.signalsTo(kit.child())).containsExactly(SIGSTOP, SIGCONT);
  }

  @Test
  void isContinuedWithTheStopSignal() {
    startsAndPauses();
    kit.tell(Instance.Stop::new);
    assertThat(kit.settled().state()).isEqualTo(InstanceState.STOPPED);
    assertThat(kit.machine.signalsTo(kit.child())).containsExactly(SIGSTOP, SIGINT, SIGCONT);
  }

  @Test
  void isContinuedWhenItIsAskedToEndByAMessage() {
    var byMessage = new StopRules("SIGINT", InstanceKit.GRACE, true, true);
    kit.bears(Specs.node(ExecMode.FORK, Specs.stopping(byMessage, Specs.app("api", 1, folder))));
    kit.starts();
    pauses();
    kit.tell(Instance.Stop::new);
    kit.awaitsSignals(SIGSTOP, SIGCONT);
    kit.machine.last().exits(0);
    assertThat(kit.settled().state()).isEqualTo(InstanceState.STOPPED);
  }

  @Test
  void isRestartedAndDeletedLikeOneThatRuns() {
    startsAndPauses();
    kit.tell(to -> new Instance.Start(kit.spec(), to));
    var restarted = kit.settled();
    assertThat(restarted.state()).isEqualTo(InstanceState.ONLINE);
    assertThat(restarted.restarts()).isOne();
    pauses();
    kit.tell(Instance.Delete::new);
    kit.deleted();
  }

  @Test
  void isNotDrainedWhenItIsReplaced() {
    startsAndPauses();
    kit.tell(Instance.Retire::new);
    kit.deleted();
    Stillness.keepsSilent(kit.link);
  }

  @Test
  void isRestartedIfSomebodyKillsIt() {
    startsAndPauses();
    kit.machine.last().exits(137);
    kit.sees(InstanceState.ONLINE);
    assertThat(kit.machine.launches()).isEqualTo(2);
  }

  @Test
  void isNotAskedHowItIs() {
    kit.bears(
        Specs.serving(Specs.watchedBy(Specs.probe(Duration.ZERO)), Specs.app("api", 1, folder)));
    kit.starts();
    kit.probes(1);
    pauses();
    int asked = kit.machine.probedPorts().size();
    kit.time.passes(Specs.PROBE_INTERVAL.multipliedBy(20));
    assertThat(kit.machine.probedPorts()).hasSize(asked);
    kit.tell(Instance.Resume::new);
    kit.settled();
    kit.probes(asked + 1);
  }

  @Test
  void cannotBePausedWithoutAProcess() {
    kit.bears(Specs.app("api", 1, folder));
    kit.tell(Instance.Pause::new);
    assertThat(kit.refused()).isEqualTo("api[0] has no process");
  }
}
