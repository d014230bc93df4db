package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.ExecMode;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Readiness.OnTimeout;
import dev.troupe.model.Readiness.Sign;
import dev.troupe.model.RestartRules;
import dev.troupe.os.Prober;
import dev.troupe.os.ProcessId;
import dev.troupe.supervision.Specs;
import dev.troupe.supervision.link.NodeLink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadinessTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final InstanceKit kit = new InstanceKit();
  private @TempDir Path folder;

  private void bear(Sign sign, OnTimeout onTimeout, RestartRules restart) {
    var app = Specs.serving(Specs.readyBy(sign, onTimeout), Specs.app("api", 1, restart, folder));
    kit.bears(Specs.node(ExecMode.CLUSTER, app));
  }

  private void bear(Sign sign, OnTimeout onTimeout) {
    bear(sign, onTimeout, RestartRules.DEFAULT);
  }

  @AfterEach
  void endKit() {
    kit.close();
  }

  private void shows(Sign sign) {
    switch (sign) {
      case STARTED -> {}
      case LISTENING -> kit.links.says(new NodeLink.Listening(kit.child()));
      case MESSAGE -> kit.links.says(new NodeLink.Ready(kit.child()));
      case NOTIFY -> kit.machine.notifies("STATUS=up\nREADY=1\n");
      case LOG_LINE -> kit.machine.prints("starting\nlistening on 3000\n");
      case UPTIME -> kit.time.passes(SECOND);
      case PROBE -> kit.probes(2);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STARTED")
  void isReadyOnceItsSignIsThere(Sign sign) {
    bear(sign, OnTimeout.ROLLBACK);
    kit.beginsUnready();
    assertThat(kit.heard(Event.Online.class)).isFalse();
    shows(sign);
    var ready = kit.settled();
    assertThat(ready.state()).isEqualTo(InstanceState.ONLINE);
    assertThat(ready.ready()).isTrue();
    assertThat(kit.heard(Event.Online.class)).isTrue();
    kit.time.passes(TIMEOUT);
    assertThat(kit.machine.last().hasEnded()).isFalse();
  }

  @Test
  void isReadyAtOnceIfNoSignIsWanted() {
    bear(Sign.STARTED, OnTimeout.ROLLBACK);
    kit.begins();
    assertThat(kit.settled().ready()).isTrue();
  }

  @Test
  void isNotReadyByTheSignOfAnother() {
    bear(Sign.MESSAGE, OnTimeout.ACCEPT);
    kit.beginsUnready();
    kit.links.says(new NodeLink.Listening(kit.child()));
    kit.links.says(new NodeLink.Said(kit.child(), "\"hello\""));
    kit.links.says(new NodeLink.Ready(new ProcessId(77, 1)));
    kit.machine.prints("listening on 3000\n");
    kit.hearsNothing();
    shows(Sign.MESSAGE);
    kit.settled();
  }

  @Test
  void isNotReadyByALineThatDoesNotMatch() {
    bear(Sign.LOG_LINE, OnTimeout.ACCEPT);
    kit.beginsUnready();
    kit.machine.prints("listening on nothing\n");
    kit.hearsNothing();
    kit.machine.prints("now listen");
    kit.machine.prints("ing on 3000\n");
    kit.settled();
  }

  @Test
  void isNotReadyWhileItsProbeFails() {
    bear(Sign.PROBE, OnTimeout.ROLLBACK);
    kit.machine.answers(new Prober.Answer.Unhealthy(SECOND, "no"));
    kit.beginsUnready();
    kit.probes(3);
    kit.hearsNothing();
    assertThat(kit.machine.last().hasEnded()).isFalse();
    kit.machine.answers(new Prober.Answer.Healthy(SECOND));
    kit.client.awaitAssert(
        () -> {
          kit.time.passes(Specs.PROBE_INTERVAL);
          return assertThat(kit.heard(Event.Online.class)).isTrue();
        });
    assertThat(kit.settled().ready()).isTrue();
  }

  @Test
  void hearsAChildThatIsReadyBeforeItsStartIsKnown() {
    bear(Sign.NOTIFY, OnTimeout.ROLLBACK);
    kit.machine.notifiesAtLaunch("READY=1");
    kit.begins();
    assertThat(kit.settled().ready()).isTrue();
  }

  @Test
  void givesEachChildASocketToTellOfItself() {
    bear(Sign.NOTIFY, OnTimeout.ACCEPT, Specs.delayed(SECOND));
    kit.beginsUnready();
    assertThat(kit.machine.lastPlan().env()).containsEntry("NOTIFY_SOCKET", "/run/0-0-1");
    kit.machine.last().exits(1);
    kit.sees(InstanceState.WAITING_RESTART);
    assertThat(kit.machine.openNotifySockets()).isEmpty();
    kit.time.passes(SECOND);
    kit.seesChild();
    assertThat(kit.machine.lastPlan().env()).containsEntry("NOTIFY_SOCKET", "/run/0-0-2");
    assertThat(kit.machine.openNotifySockets()).containsExactly("0-0-2");
  }

  @Test
  void isNotReadyAnyLongerOnceItSaysThatItStops() {
    bear(Sign.NOTIFY, OnTimeout.ACCEPT);
    kit.beginsUnready();
    shows(Sign.NOTIFY);
    kit.settled();
    kit.sees(InstanceState.ONLINE);
    kit.machine.notifies("STOPPING=1");
    var leaving = kit.sees(InstanceState.ONLINE);
    assertThat(leaving.ready()).isFalse();
  }

  @Test
  void takesAChildForReadyWhenTimeIsUp() {
    bear(Sign.LISTENING, OnTimeout.ACCEPT);
    kit.beginsUnready();
    kit.time.passes(TIMEOUT);
    assertThat(kit.settled().ready()).isTrue();
  }

  @Test
  void startsAnotherChildInPlaceOfOneThatIsNotReadyInTime() {
    bear(Sign.LISTENING, OnTimeout.ROLLBACK);
    kit.beginsUnready();
    kit.time.passes(TIMEOUT);
    assertThat(kit.refused()).isEqualTo("api[0] was not ready within 3 s");
    kit.sees(InstanceState.STOPPING);
    assertThat(kit.machine.child(1001).hasEnded()).isTrue();
    var again = kit.seesChild();
    assertThat(again.restarts()).isEqualTo(1);
    assertThat(again.unstableRestarts()).isEqualTo(1);
    assertThat(kit.heard(Event.LaunchFailed.class)).isTrue();
  }

  @Test
  void givesUpAChildThatIsNeverReadyInTime() {
    bear(Sign.LISTENING, OnTimeout.ROLLBACK);
    kit.beginsUnready();
    for (int i = 0; i < 15; i++) {
      kit.time.passes(TIMEOUT);
      kit.seesChild();
    }
    kit.time.passes(TIMEOUT);
    assertThat(kit.sees(InstanceState.ERRORED).problem()).isEqualTo("was not ready within 3 s");
  }

  @Test
  void answersAStartOnceAnotherChildIsReadyAfterACrash() {
    bear(Sign.LISTENING, OnTimeout.ROLLBACK);
    kit.beginsUnready();
    kit.machine.last().exits(1);
    kit.seesChild();
    kit.hearsNothing();
    shows(Sign.LISTENING);
    assertThat(kit.settled().restarts()).isEqualTo(1);
  }

  @Test
  void answersAStartWhenTimeIsUpThoughItsChildHasCrashed() {
    bear(Sign.LISTENING, OnTimeout.ACCEPT, Specs.delayed(Duration.ofMinutes(1)));
    kit.beginsUnready();
    kit.time.passes(SECOND);
    kit.machine.last().exits(1);
    kit.sees(InstanceState.WAITING_RESTART);
    kit.hearsNothing();
    kit.time.passes(SECOND.multipliedBy(2));
    assertThat(kit.settled().state()).isEqualTo(InstanceState.WAITING_RESTART);
    kit.time.passes(Duration.ofMinutes(1));
    kit.seesChild();
  }

  @Test
  void refusesAStartWhenTimeIsUpAndNotBeingReadyIsAFailure() {
    bear(Sign.LISTENING, OnTimeout.ROLLBACK, Specs.delayed(Duration.ofMinutes(1)));
    kit.beginsUnready();
    kit.machine.last().exits(1);
    kit.sees(InstanceState.WAITING_RESTART);
    kit.time.passes(TIMEOUT);
    assertThat(kit.refused()).isEqualTo("api[0] was not ready within 3 s");
  }

  @Test
  void refusesAStartThatIsGivenUp() {
    bear(Sign.LISTENING, OnTimeout.ACCEPT);
    kit.beginsUnready();
    for (int i = 0; i < 15; i++) {
      kit.machine.last().exits(1);
      kit.seesChild();
    }
    kit.machine.last().exits(1);
    assertThat(kit.refused()).contains("16 times");
    kit.sees(InstanceState.ERRORED);
  }

  @Test
  void settlesAStartWhoseChildIsDoneBeforeItIsReady() {
    var rules = new RestartRules(true, SECOND, 16, Duration.ZERO, Duration.ZERO, List.of(0));
    bear(Sign.LISTENING, OnTimeout.ACCEPT, rules);
    kit.beginsUnready();
    kit.machine.last().exits(0);
    assertThat(kit.settled().state()).isEqualTo(InstanceState.STOPPED);
  }

  @Test
  void canBeStoppedBeforeItIsReady() {
    bear(Sign.LISTENING, OnTimeout.ROLLBACK);
    kit.beginsUnready();
    kit.tell(Instance.Stop::new);
    assertThat(kit.settled().state()).isEqualTo(InstanceState.STOPPED);
    assertThat(kit.settled().state()).isEqualTo(InstanceState.STOPPED);
    kit.time.passes(TIMEOUT);
    assertThat(kit.machine.launches()).isEqualTo(1);
  }

  @Test
  void canBeDeletedBeforeItIsReady() {
    bear(Sign.LISTENING, OnTimeout.ACCEPT);
    kit.beginsUnready();
    kit.tell(Instance.Delete::new);
    kit.deleted();
    kit.deleted();
    assertThat(kit.machine.last().hasEnded()).isTrue();
  }

  @Test
  void canBeRestartedBeforeItIsReady() {
    bear(Sign.LISTENING, OnTimeout.ACCEPT);
    kit.beginsUnready();
    kit.begins();
    kit.sees(InstanceState.STOPPING);
    kit.seesChild();
    kit.hearsNothing();
    shows(Sign.LISTENING);
    assertThat(kit.settled().pid()).isEqualTo(1002);
    assertThat(kit.settled().restarts()).isEqualTo(1);
  }

  @Test
  void isNotDrainedBeforeItIsReady() {
    bear(Sign.LISTENING, OnTimeout.ACCEPT);
    kit.beginsUnready();
    kit.tell(Instance.Retire::new);
    kit.deleted();
    kit.link.expectMessage(new NodeLink.ChildEnded(false));
  }

  @Test
  void passesASignalOnBeforeItIsReady() {
    bear(Sign.LISTENING, OnTimeout.ACCEPT);
    kit.beginsUnready();
    kit.tell(to -> new Instance.Signal(12, to));
    kit.settled();
    assertThat(kit.machine.last().received()).containsExactly(12);
  }
}
