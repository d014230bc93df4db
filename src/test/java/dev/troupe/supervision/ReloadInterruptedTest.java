package dev.troupe.supervision;

import static dev.troupe.model.InstanceState.ONLINE;
import static dev.troupe.model.InstanceState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.Event.ReloadProgress.Stage;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.ReloadReport.Outcome;
import dev.troupe.supervision.Supervisor.Answer;
import dev.troupe.supervision.Supervisor.IfKnown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What else is asked for, or happens, while {@code web} is reloaded. */
class ReloadInterruptedTest extends ReloadTestBase {

  @Test
  void letsAnOldInstanceThatCrashesMeanwhileRestartUntilItIsReplaced() {
    beginSlowReload();
    troupe.childOf(0).exits(1);
    troupe.hears(Event.Exited.class);
    troupe.machine.release();
    assertThat(((Answer.Acted) troupe.client.receiveMessage()).problems()).isEmpty();
    assertThat(versions()).containsExactly("2", "2");
    assertThat(living()).containsExactlyInAnyOrderElementsOf(pids());
  }

  @Test
  void isCancelledByAStop() {
    beginSlowReload();
    troupe.tell(to -> new Supervisor.Stop("web", to));
    sees(0, Stage.ABANDONED);
    troupe.machine.release();
    assertThat(answers(2))
        .contains(
            new Answer.Acted(List.of(), List.of("web reload cancelled: web[0] is to be stopped")));
    assertThat(troupe.lists("web")).extracting(InstanceSnapshot::state).containsOnly(STOPPED);
    assertThat(living()).isEmpty();
    assertThat(report().outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void isCancelledByAStopOfOneInstance() {
    beginSlowReload();
    troupe.tell(to -> new Supervisor.Stop("web:1", to));
    sees(0, Stage.ABANDONED);
    troupe.machine.release();
    answers(2);
    assertThat(troupe.lists("web"))
        .extracting(InstanceSnapshot::state)
        .containsExactly(ONLINE, STOPPED);
    assertThat(living()).containsExactly(troupe.childOf(0).pid());
    assertThat(wantedVersion()).isEqualTo("1");
  }

  @Test
  void isCancelledByADelete() {
    beginSlowReload();
    troupe.tell(to -> new Supervisor.Delete("web", to));
    sees(0, Stage.ABANDONED);
    troupe.machine.release();
    assertThat(answers(2))
        .anySatisfy(
            answer ->
                assertThat(((Answer.Acted) answer).problems())
                    .containsExactly("web reload cancelled: web[0] is to be stopped"));
    assertThat(troupe.apps("all")).isEmpty();
    assertThat(living()).isEmpty();
    assertThat(troupe.machine.pipesOpen()).isZero();
  }

  @Test
  void isCancelledByAShutdown() {
    beginSlowReload();
    troupe.tell(Supervisor.Shutdown::new);
    sees(0, Stage.ABANDONED);
    troupe.machine.release();
    assertThat(answers(2))
        .anySatisfy(answer -> assertThat(((Answer.Acted) answer).problems()).hasSize(1))
        .anySatisfy(answer -> assertThat(((Answer.Acted) answer).problems()).isEmpty());
    assertThat(living()).isEmpty();
    assertThat(troupe.machine.pipesOpen()).isZero();
  }

  @Test
  void isCancelledByCommandAndKeepsTheOldInstances() {
    var before = pids();
    beginSlowReload();
    troupe.tell(to -> new Supervisor.CancelReload("web", to));
    sees(0, Stage.ABANDONED);
    troupe.machine.release();
    assertThat(answers(2))
        .contains(new Answer.Acted(List.of(), List.of("web reload cancelled: by command")));
    assertThat(pids()).isEqualTo(before);
    assertThat(living()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(wantedVersion()).isEqualTo("1");
  }

  /** Begins a reload that has replaced slot 0 and now waits for {@code machine.release()}. */
  private void beginReloadThatIsSlowInSlotOne() {
    troupe.machine.obeys(9);
    beginReload();
    sees(0, Stage.DRAINING);
    troupe.hears(Event.Stopping.class);
    troupe.machine.holdsLaunches();
    troupe.machine.obeys(2, 9);
    troupe.time.passes(SupervisorKit.GRACE);
    sees(1, Stage.STARTING);
  }

  @Test
  void keepsWhatIsReplacedWhenItIsCancelled() {
    beginReloadThatIsSlowInSlotOne();
    troupe.tell(to -> new Supervisor.CancelReload("web", to));
    sees(1, Stage.ABANDONED);
    troupe.machine.release();
    answers(2);
    assertThat(versions()).containsExactly("2", "1");
    assertThat(wantedVersion()).isEqualTo("2");
    assertThat(report().replaced()).isEqualTo(1);
  }

  @Test
  void cannotBeCancelledIfThereIsNone() {
    assertThat(troupe.ask(to -> new Supervisor.CancelReload("web", to)))
        .isEqualTo(new Answer.Conflict("no reload of web is under way"));
  }

  @Test
  void refusesASecondReloadAndRestartsMeanwhile() {
    beginSlowReload();
    var busy =
        new Answer.Conflict(
            "a reload of web is under way: wait for it, or troupe reload --cancel web");
    assertThat(reloadAgain()).isEqualTo(busy);
    assertThat(troupe.ask(to -> new Supervisor.Start("web", Map.of(), to))).isEqualTo(busy);
    for (var ifKnown : List.of(IfKnown.RESTART, IfKnown.RELOAD)) {
      assertThat(troupe.ask(to -> new Supervisor.Declare(List.of(web), ifKnown, 0, to)))
          .isEqualTo(busy);
    }
    troupe.machine.release();
    assertThat(((Answer.Acted) troupe.client.receiveMessage()).problems()).isEmpty();
  }

  private Answer reloadAgain() {
    return troupe.ask(to -> new Supervisor.Reload("web", Map.of(), 0, to));
  }

  @Test
  void goesOnWithoutASlotThatAScaleRemoves() {
    beginSlowReload();
    troupe.acts(to -> new Supervisor.Scale("web", "1", to));
    troupe.machine.release();
    assertThat(((Answer.Acted) troupe.client.receiveMessage()).problems()).isEmpty();
    assertThat(versions()).containsExactly("2");
    assertThat(troupe.apps("web").getFirst().spec().instances()).isEqualTo(1);
    assertThat(living()).containsExactlyInAnyOrderElementsOf(pids());
  }

  @Test
  void abandonsTheReplacementInASlotThatAScaleRemoves() {
    beginReloadThatIsSlowInSlotOne();
    troupe.tell(to -> new Supervisor.Scale("web", "1", to));
    troupe.hears(Event.Stopping.class);
    troupe.machine.release();
    assertThat(answers(2))
        .allSatisfy(answer -> assertThat(((Answer.Acted) answer).problems()).isEmpty());
    assertThat(versions()).containsExactly("2");
    troupe.client.awaitAssert(() -> assertThat(living()).isEqualTo(pids()));
  }

  @Test
  void startsSlotsThatAScaleAddsWithTheNewVersion() {
    beginSlowReload();
    troupe.tell(to -> new Supervisor.Scale("web", "3", to));
    troupe.machine.release();
    answers(2);
    assertThat(versions()).containsExactly("2", "2", "2");
    assertThat(troupe.apps("web").getFirst().spec().instances()).isEqualTo(3);
  }

  @Test
  void keepsTheNumberThatAScaleSetsWhenItIsRolledBack() {
    beginSlowReload();
    troupe.acts(to -> new Supervisor.Scale("web", "1", to));
    troupe.machine.failsToLaunchWith("BETA", "cannot be started: broken");
    troupe.machine.release();
    troupe.client.receiveMessage();
    assertThat(wantedVersion()).isEqualTo("1");
    assertThat(troupe.apps("web").getFirst().spec().instances()).isEqualTo(1);
  }

  @Test
  void signalsWhatOthersSeeMeanwhile() {
    beginSlowReload();
    var old = troupe.childOf(0);
    troupe.acts(to -> new Supervisor.Signal("web:0", "SIGUSR2", to));
    assertThat(old.received()).containsExactly(12);
    troupe.machine.release();
    troupe.client.receiveMessage();
  }
}
