package dev.troupe.supervision.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.Event.ReloadProgress.Stage;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.ReloadReport;
import dev.troupe.model.ReloadReport.Outcome;
import dev.troupe.model.RestartReason;
import dev.troupe.model.Tally;
import dev.troupe.model.Tally.End;
import dev.troupe.model.Tally.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TalliesTest {
  private static final Instant AT = Instant.EPOCH;
  private static final String APP = "api";
  private static final int ID = 3;

  private final Tallies tallies = new Tallies();

  @Test
  void theFirstChildIsNoRestart() {
    started(1);
    assertThat(counted()).isEqualTo(Tally.Instance.NONE);
  }

  @Test
  void aChildThatEndsIsFollowedByAnother() {
    started(1);
    exited(1, new ExitStatus.Exited(7));
    started(2);
    assertThat(counted())
        .isEqualTo(new Tally.Instance(Map.of(Why.EXIT, 1L), Map.of(End.FAILURE, 1L)));
  }

  @Test
  void aChildThatTheKernelEndsForItsMemoryIsToldFromOtherEnds() {
    started(1);
    exited(1, new ExitStatus.Signaled(9, true));
    started(2);
    assertThat(counted().restarts()).isEqualTo(Map.of(Why.OOM, 1L));
  }

  @Test
  void exitsAreToldApart() {
    exited(1, new ExitStatus.Exited(0));
    exited(2, new ExitStatus.Signaled(9));
    exited(3, new ExitStatus.Unknown());
    assertThat(counted().exits())
        .isEqualTo(Map.of(End.SUCCESS, 1L, End.SIGNAL, 1L, End.UNKNOWN, 1L));
  }

  @Test
  void aRestartByCommandIsToldFromAnEnd() {
    started(1);
    stopping(1);
    exited(1, new ExitStatus.Exited(0));
    started(2);
    assertThat(counted().restarts()).isEqualTo(Map.of(Why.COMMAND, 1L));
  }

  @Test
  void aStartAfterAStopIsNoRestart() {
    started(1);
    stopping(1);
    exited(1, new ExitStatus.Exited(0));
    tallies.count(new Event.Stopped(AT, APP, ID));
    started(2);
    assertThat(counted().restarts()).isEmpty();
  }

  @Test
  void aStartAfterGivingUpIsNoRestart() {
    started(1);
    exited(1, new ExitStatus.Exited(1));
    tallies.count(new Event.GaveUp(AT, APP, ID, "too many"));
    started(2);
    assertThat(counted().restarts()).isEmpty();
  }

  @Test
  void whatWasNotWellIsReplacedForThat() {
    started(1);
    tallies.count(new Event.Unhealthy(AT, APP, ID, 1, "no answer"));
    stopping(1);
    exited(1, new ExitStatus.Signaled(15));
    started(2);
    assertThat(counted().restarts()).isEqualTo(Map.of(Why.UNHEALTHY, 1L));
  }

  @Test
  void aReloadCountsOnceItsSlotIsDoneAndTheOldChildsEndDoesNot() {
    started(1);
    progressed(Stage.STARTING);
    started(2);
    progressed(Stage.READY);
    progressed(Stage.DRAINING);
    stopping(1);
    exited(1, new ExitStatus.Exited(0));
    tallies.count(new Event.Deleted(AT, APP, ID));
    progressed(Stage.DONE);
    exited(2, new ExitStatus.Exited(1));
    started(3);
    assertThat(counted().restarts()).isEqualTo(Map.of(Why.RELOAD, 1L, Why.EXIT, 1L));
  }

  @ParameterizedTest
  @EnumSource
  void whatARuleRenewsIsToldByTheRule(RestartReason.Cause cause) {
    started(1);
    tallies.count(new Event.Restarting(AT, APP, ID, new RestartReason(cause, "why")));
    stopping(1);
    exited(1, new ExitStatus.Signaled(2));
    started(2);
    assertThat(counted().restarts()).isEqualTo(Map.of(Why.valueOf(cause.name()), 1L));
  }

  @Test
  void aReloadThatARuleHasBegunCountsForTheRuleOnce() {
    started(1);
    var reason = new RestartReason(RestartReason.Cause.MEMORY, "used too much");
    tallies.count(new Event.Restarting(AT, APP, ID, reason));
    progressed(Stage.STARTING);
    started(2);
    stopping(1);
    exited(1, new ExitStatus.Exited(0));
    progressed(Stage.DONE);
    progressed(Stage.STARTING);
    started(3);
    progressed(Stage.DONE);
    assertThat(counted().restarts()).isEqualTo(Map.of(Why.MEMORY, 1L, Why.RELOAD, 1L));
  }

  @Test
  void aReloadThatFailsIsNoRestart() {
    started(1);
    progressed(Stage.STARTING);
    started(2);
    exited(2, new ExitStatus.Exited(1));
    progressed(Stage.ABANDONED);
    tallies.count(new Event.Deleted(AT, APP, ID));
    assertThat(counted().restarts()).isEmpty();
    assertThat(counted().exits()).isEqualTo(Map.of(End.FAILURE, 1L));
  }

  @Test
  void reloadsAreAddedUpByOutcome() {
    reloaded(Outcome.COMPLETED, 2);
    reloaded(Outcome.COMPLETED, 3);
    reloaded(Outcome.ROLLED_BACK, 1);
    assertThat(tallies.tally().reloads())
        .isEqualTo(
            Map.of(
                APP,
                Map.of(
                    Outcome.COMPLETED, new Tally.Reloads(2, Duration.ofSeconds(5)),
                    Outcome.ROLLED_BACK, new Tally.Reloads(1, Duration.ofSeconds(1)))));
  }

  @Test
  void nothingIsKeptOfWhatIsDeleted() {
    started(1);
    reloaded(Outcome.COMPLETED, 2);
    exited(1, new ExitStatus.Exited(0));
    tallies.count(new Event.Deleted(AT, APP, ID));
    assertThat(tallies.tally()).isEqualTo(Tally.NONE);
  }

  private void started(long pid) {
    tallies.count(new Event.Started(AT, APP, ID, pid));
  }

  private void stopping(long pid) {
    tallies.count(new Event.Stopping(AT, APP, ID, pid));
  }

  private void exited(long pid, ExitStatus status) {
    tallies.count(new Event.Exited(AT, APP, ID, pid, status, true));
  }

  private void progressed(Stage stage) {
    tallies.count(new Event.ReloadProgress(AT, APP, ID, 0, stage));
  }

  private void reloaded(Outcome outcome, long seconds) {
    var report = new ReloadReport(outcome, AT, AT.plusSeconds(seconds), 1, null, null);
    tallies.count(new Event.ReloadEnded(AT, APP, report));
  }

  private Tally.Instance counted() {
    return tallies.tally().instances().getOrDefault(ID, Tally.Instance.NONE);
  }
}
