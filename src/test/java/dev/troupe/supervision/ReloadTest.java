package dev.troupe.supervision;

import static dev.troupe.model.InstanceState.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.Event.ReloadProgress.Stage;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.ReloadReport.Outcome;
import dev.troupe.supervision.Supervisor.Answer;
import dev.troupe.supervision.Supervisor.IfKnown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.junit.jupiter.api.Test;

/** Reloads of {@code web} that nothing comes between. */
class ReloadTest extends ReloadTestBase {

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
  void theWishToBeMonitoredHoldsForTheNewInstance() {
    troupe.acts(to -> new Supervisor.Monitor("0", true, to));
    reload();
    assertThat(troupe.lists("web"))
        .extracting(InstanceSnapshot::monitored)
        .containsExactly(true, null);
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
        Stillness.PATIENCE,
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
  void tellsNobodyThatAnInstanceIsDeletedForItsIdStays() {
    reload();
    var told = new ArrayList<Event>();
    troupe.deletes("0");
    troupe.events.fishForMessage(
        Stillness.PATIENCE,
        event -> {
          told.add(event);
          return event instanceof Event.Deleted
              ? FishingOutcomes.complete()
              : FishingOutcomes.continueAndIgnore();
        });
    assertThat(told).hasAtLeastOneElementOfType(Event.ReloadEnded.class);
    assertThat(told).last().isEqualTo(new Event.Deleted(troupe.time.instant(), "web", 0));
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
