package dev.troupe.supervision;

import static dev.troupe.model.InstanceState.ONLINE;
import static dev.troupe.model.InstanceState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.model.Event.ReloadProgress.Stage;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.ReloadReport;
import dev.troupe.model.ReloadReport.Outcome;
import dev.troupe.supervision.Supervisor.Answer;
import dev.troupe.supervision.Supervisor.IfKnown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reloads of {@code web}, which has slots and ids 0 and 1, from version 1 to version 2. */
class ReloadTest {
  private static final Map<String, String> NEXT = Map.of("VERSION", "2", "BETA", "1");

  private @TempDir Path folder;
  private SupervisorKit troupe;
  private AppSpec web;

  @BeforeEach
  void begin() {
    troupe = new SupervisorKit(folder);
    web = Specs.clustered(Specs.app("web", 2, folder)).withEnv(Map.of("VERSION", "1"));
    troupe.declares(web);
  }

  @AfterEach
  void end() {
    troupe.close();
  }

  private Answer.Acted reload() {
    return (Answer.Acted) troupe.ask(to -> new Supervisor.Reload("web", NEXT, 0, to));
  }

  private void beginReload() {
    troupe.tell(to -> new Supervisor.Reload("web", NEXT, 0, to));
  }

  /** Begins a reload whose first replacement is not ready before {@code machine.release()}. */
  private void beginSlowReload() {
    troupe.machine.holdsLaunches();
    beginReload();
    sees(0, Stage.STARTING);
  }

  private void sees(int slot, Stage stage) {
    troupe.events.fishForMessage(
        Duration.ofSeconds(3),
        event ->
            event instanceof Event.ReloadProgress progress
                    && progress.slot() == slot
                    && progress.stage() == stage
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  private List<Answer> answers(int number) {
    return troupe.client.receiveSeveralMessages(number);
  }

  private ReloadReport report() {
    return Objects.requireNonNull(troupe.apps("web").getFirst().lastReload());
  }

  private String wantedVersion() {
    return troupe.apps("web").getFirst().spec().program().env().getOrDefault("VERSION", "none");
  }

  /** The version that each instance runs, by slot. */
  private List<String> versions() {
    return troupe.lists("web").stream()
        .map(
            one ->
                troupe
                    .machine
                    .planOf(Objects.requireNonNull(one.pid()))
                    .env()
                    .getOrDefault("VERSION", "none"))
        .toList();
  }

  private List<Long> living() {
    return troupe.machine.living();
  }

  private List<Long> pids() {
    return troupe.lists("all").stream().map(InstanceSnapshot::pid).toList();
  }

  @Test
  void replacesEachInstanceByANewOneOfTheSameIdAndSlot() {
    var before = troupe.lists("web");
    var after = SupervisorKit.instances(reload().apps());
    assertThat(after).extracting(InstanceSnapshot::id).containsExactly(0, 1);
    assertThat(after).extracting(InstanceSnapshot::slot).containsExactly(0, 1);
    assertThat(after).extracting(InstanceSnapshot::state).containsOnly(ONLINE);
    assertThat(after).extracting(InstanceSnapshot::restarts).containsExactly(1, 1);
    assertThat(after)
        .extracting(InstanceSnapshot::uniqueId)
        .doesNotContainAnyElementsOf(before.stream().map(InstanceSnapshot::uniqueId).toList());
    assertThat(versions()).containsExactly("2", "2");
    assertThat(living()).containsExactlyInAnyOrderElementsOf(pids());
  }

  @Test
  void startsANewSeriesOfRestarts() {
    var before = troupe.lists(0).createdAt();
    troupe.time.passes(Duration.ofSeconds(5));
    reload();
    assertThat(troupe.lists(0).createdAt()).isEqualTo(before.plusSeconds(5));
  }

  @Test
  void canBeRepeated() {
    for (int i = 1; i <= 5; i++) {
      assertThat(reload().problems()).isEmpty();
      assertThat(troupe.lists("web")).extracting(InstanceSnapshot::restarts).containsOnly(i);
      assertThat(living()).containsExactlyInAnyOrderElementsOf(pids());
    }
  }

  @Test
  void startsTheNewInstanceBeforeItEndsTheOldOneAndShowsTheNewOne() {
    var before = pids();
    troupe.machine.obeys(9);
    beginReload();
    sees(0, Stage.DRAINING);
    assertThat(living()).hasSize(3).containsAll(before);
    troupe.client.awaitAssert(
        () -> assertThat(pids()).doesNotContain(before.getFirst()).contains(before.getLast()));
  }

  @Test
  void startsAsManyAtATimeAsAsked() {
    troupe.machine.obeys(9);
    troupe.tell(to -> new Supervisor.Reload("web", NEXT, 2, to));
    sees(1, Stage.DRAINING);
    assertThat(living()).hasSize(4);
  }

  @Test
  void tellsOfEachStageInEachSlot() {
    reload();
    var told = new ArrayList<String>();
    troupe.events.fishForMessage(
        Duration.ofSeconds(3),
        event -> {
          if (event instanceof Event.ReloadProgress progress) {
            told.add(progress.slot() + " " + progress.stage());
          }
          return event instanceof Event.ReloadEnded
              ? FishingOutcomes.complete()
              : FishingOutcomes.continueAndIgnore();
        });
    assertThat(told)
        .containsExactly(
            "0 STARTING",
            "0 READY",
            "0 DRAINING",
            "0 DONE",
            "1 STARTING",
            "1 READY",
            "1 DRAINING",
            "1 DONE");
  }

  @Test
  void remembersHowItWent() {
    reload();
    assertThat(report().outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(report().replaced()).isEqualTo(2);
  }

  @Test
  void replacesOnlyWhatTheTargetMeans() {
    troupe.acts(to -> new Supervisor.Reload("web:1", Map.of(), 0, to));
    assertThat(troupe.lists("web")).extracting(InstanceSnapshot::restarts).containsExactly(0, 1);
  }

  @Test
  void keepsTheOldInstancesIfTheFirstNewOneFails() {
    var before = pids();
    troupe.machine.failsToLaunchWith("BETA", "cannot be started: broken");
    assertThat(reload().problems())
        .containsExactly("web[0] reload rolled back: cannot be started: broken");
    assertThat(pids()).isEqualTo(before);
    assertThat(wantedVersion()).isEqualTo("1");
    assertThat(report().outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(report().slot()).isZero();
    assertThat(report().replaced()).isZero();
  }

  @Test
  void bringsReplacedSlotsBackToTheOldVersionIfALaterOneFails() {
    troupe.machine.obeys(9);
    beginReload();
    sees(0, Stage.DRAINING);
    troupe.hears(Event.Stopping.class);
    troupe.machine.failsToLaunchWith("BETA", "cannot be started: broken");
    troupe.machine.obeys(2, 9);
    troupe.time.passes(SupervisorKit.GRACE);
    var answer = (Answer.Acted) troupe.client.receiveMessage();
    assertThat(answer.problems())
        .containsExactly("web[1] reload rolled back: cannot be started: broken");
    assertThat(versions()).containsExactly("1", "1");
    assertThat(wantedVersion()).isEqualTo("1");
    assertThat(troupe.lists("web")).extracting(InstanceSnapshot::restarts).containsExactly(2, 0);
    assertThat(living()).containsExactlyInAnyOrderElementsOf(pids());
  }

  @Test
  void leavesNothingWantedOfAVersionThatWasRolledBack() {
    troupe.machine.failsToLaunchWith("BETA", "cannot be started: broken");
    reload();
    assertThat(troupe.starts("web")).extracting(InstanceSnapshot::state).containsOnly(ONLINE);
    troupe.acts(to -> new Supervisor.Scale("web", "3", to));
    assertThat(versions()).containsExactly("1", "1", "1");
  }

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
  void goesOnIfAnOldInstanceCannotBeEnded() {
    troupe.machine.obeys();
    beginReload();
    for (int slot = 0; slot < 2; slot++) {
      sees(slot, Stage.DRAINING);
      troupe.hears(Event.Stopping.class);
      troupe.time.passes(Duration.ofMinutes(1));
    }
    assertThat(((Answer.Acted) troupe.client.receiveMessage()).problems()).isEmpty();
    assertThat(versions()).containsExactly("2", "2");
  }

  @Test
  void givesUpAReplacementWhoseLaunchHangs() {
    var before = pids();
    beginSlowReload();
    troupe.time.passes(Duration.ofMinutes(1));
    sees(0, Stage.ABANDONED);
    troupe.machine.release();
    assertThat(((Answer.Acted) troupe.client.receiveMessage()).problems())
        .containsExactly("web[0] reload rolled back: is not ready after 16 s");
    assertThat(pids()).isEqualTo(before);
    assertThat(living()).containsExactlyInAnyOrderElementsOf(before);
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

  @Test
  void startsWhatDoesNotRunWithTheNewVersion() {
    troupe.stops("web:0");
    assertThat(reload().problems()).isEmpty();
    assertThat(versions()).containsExactly("2", "2");
    assertThat(troupe.lists("web")).extracting(InstanceSnapshot::restarts).containsExactly(0, 1);
  }

  @Test
  void restartsAnAppThatCannotBeReloadedWithoutAGap() {
    troupe.declares(Specs.app("job", 1, folder));
    troupe.acts(to -> new Supervisor.Reload("job", NEXT, 0, to));
    assertThat(troupe.machine.living()).hasSize(3);
    assertThat(troupe.lists("job")).extracting(InstanceSnapshot::restarts).containsExactly(1);
    assertThat(troupe.apps("job").getFirst().lastReload()).isNull();
  }

  @Test
  void rollsOutWhatIsDeclaredNow() {
    var next = web.withEnv(NEXT);
    var answer = troupe.acts(to -> new Supervisor.Declare(List.of(next), IfKnown.RELOAD, 0, to));
    assertThat(SupervisorKit.instances(answer.apps())).hasSize(2);
    assertThat(versions()).containsExactly("2", "2");
    assertThat(report().outcome()).isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void startsADeclaredAppThatNobodyKnows() {
    var app = Specs.clustered(Specs.app("api", 1, folder));
    troupe.acts(to -> new Supervisor.Declare(List.of(app), IfKnown.RELOAD, 0, to));
    assertThat(troupe.lists("api")).extracting(InstanceSnapshot::state).containsExactly(ONLINE);
  }
}
