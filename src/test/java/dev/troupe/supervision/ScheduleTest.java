package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Readiness;
import dev.troupe.model.RestartReason;
import dev.troupe.model.RestartRules;
import dev.troupe.model.Schedule;
import dev.troupe.model.Schedule.Concurrency;
import dev.troupe.supervision.Supervisor.IfKnown;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps that the clock starts. The clock begins at 2026-01-01T00:00Z. */
class ScheduleTest {
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final Instant FIRST = Instant.parse("2026-01-01T00:02:00Z");

  @TempDir Path folder;
  private SupervisorKit troupe;

  @BeforeEach
  void start() {
    troupe = new SupervisorKit(folder);
  }

  @AfterEach
  void end() {
    troupe.close();
  }

  private static AppSpec each(String cron, AppSpec app) {
    return app.with(draft -> draft.schedule = new Schedule(cron, null, Concurrency.FORBID));
  }

  private static AppSpec job(Concurrency concurrency, AppSpec app) {
    var usual = RestartRules.DEFAULT;
    return app.with(
        draft -> {
          draft.schedule = new Schedule("*/2 * * * *", null, concurrency);
          draft.restart =
              new RestartRules(
                  false, usual.minUptime(), 16, usual.delay(), usual.backoff(), List.of());
        });
  }

  /** The clock is looked at once a minute, so that a timer is sure to end. */
  private void comesDue() {
    var due = awaitNextDue(troupe.time.instant());
    troupe.time.passes(TWO_MINUTES);
    awaitNextDue(due);
  }

  private Instant awaitNextDue(Instant after) {
    return troupe.client.awaitAssert(
        () -> {
          assertThat(nextDue()).isAfter(after);
          return Objects.requireNonNull(nextDue());
        });
  }

  private @Nullable Instant nextDue() {
    return troupe.apps("all").getFirst().nextDue();
  }

  /** Waits until the clock has started the instance, after so many restarts in all. */
  private void isStarted(int restarts) {
    troupe.hears(Event.Restarting.class);
    troupe.awaits(
        0,
        one ->
            one.state() == InstanceState.ONLINE
                && one.restarts() == restarts
                && one.restartReason() != null);
  }

  @Test
  void restartsWhatRunsWhenItsTimeHasCome() {
    troupe.declares(each("*/2 * * * *", Specs.app("api", 1, folder)));
    var first = troupe.childOf(0);
    comesDue();
    isStarted(1);
    assertThat(first.hasEnded()).isTrue();
    assertThat(troupe.lists(0).restartReason())
        .extracting(RestartReason::detail)
        .isEqualTo("due at 2026-01-01T00:02:00Z (*/2 * * * *)");
  }

  @Test
  void tellsWhenItIsDueNext() {
    troupe.declares(each("*/2 * * * *", Specs.app("api", 1, folder)));
    assertThat(awaitNextDue(Instant.EPOCH)).isEqualTo(FIRST);
    comesDue();
    isStarted(1);
    assertThat(nextDue()).isEqualTo(FIRST.plus(TWO_MINUTES));
  }

  @Test
  void goesOnTimeAfterTime() {
    troupe.declares(each("*/2 * * * *", Specs.app("api", 1, folder)));
    comesDue();
    isStarted(1);
    comesDue();
    isStarted(2);
  }

  /** PM2's rule. */
  @Test
  void startsWhatWasStopped() {
    troupe.declares(each("*/2 * * * *", Specs.app("api", 1, folder)));
    troupe.stops("api");
    comesDue();
    isStarted(0);
  }

  @Test
  void doesSoForAllInstances() {
    troupe.declares(each("*/2 * * * *", Specs.app("api", 2, folder)));
    comesDue();
    isStarted(1);
    troupe.awaits(1, one -> one.restarts() == 1 && one.restartReason() != null);
  }

  @Test
  void aRestartByCommandHasNoReason() {
    troupe.declares(each("*/2 * * * *", Specs.app("api", 1, folder)));
    comesDue();
    isStarted(1);
    troupe.starts("api");
    assertThat(troupe.lists(0).restartReason()).isNull();
  }

  @Test
  void aNewDeclarationEndsIt() {
    var api = Specs.app("api", 1, folder);
    troupe.declares(each("*/2 * * * *", api));
    awaitNextDue(Instant.EPOCH);
    troupe.acts(to -> new Supervisor.Declare(List.of(api), IfKnown.RESTART, 0, to));
    troupe.client.awaitAssert(
        () -> {
          assertThat(nextDue()).isNull();
          return null;
        });
    var child = troupe.childOf(0);
    troupe.time.passes(TWO_MINUTES);
    troupe.acts(to -> new Supervisor.Reset("all", to));
    assertThat(troupe.childOf(0)).isSameAs(child);
  }

  @Test
  void aDeletedAppIsNotStarted() {
    troupe.declares(each("*/2 * * * *", Specs.app("api", 1, folder)));
    troupe.deletes("api");
    troupe.time.passes(TWO_MINUTES);
    assertThat(troupe.apps("all")).isEmpty();
    assertThat(troupe.machine.launches()).isEqualTo(1);
  }

  @Test
  void aJobThatHasEndedRunsAgainAtItsTime() {
    troupe.declares(job(Concurrency.FORBID, Specs.app("backup", 1, folder)));
    troupe.childOf(0).exits(0);
    troupe.hears(Event.Stopped.class);
    comesDue();
    isStarted(0);
    assertThat(troupe.machine.launches()).isEqualTo(2);
  }

  @Test
  void theRunsOfAJobAreKnownToTheNextDaemon() {
    troupe.declares(job(Concurrency.FORBID, Specs.app("backup", 1, folder)));
    for (int code = 1; code <= 12; code++) {
      troupe.childOf(0).exits(code);
      troupe.hears(Event.Stopped.class);
      comesDue();
      troupe.hears(Event.Started.class);
    }
    troupe.acts(to -> new Supervisor.Reset("all", to));
    troupe.daemonDies();
    assertThat(troupe.lists(0).exits())
        .extracting(exit -> ((ExitStatus.Exited) exit.status()).code())
        .containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3);
  }

  @Test
  void aJobThatStillRunsIsLeftAlone() {
    troupe.declares(job(Concurrency.FORBID, Specs.app("backup", 1, folder)));
    var child = troupe.childOf(0);
    comesDue();
    comesDue();
    troupe.acts(to -> new Supervisor.Reset("all", to));
    assertThat(troupe.childOf(0)).isSameAs(child);
    assertThat(child.hasEnded()).isFalse();
  }

  @Test
  void orIsReplacedIfThatIsWanted() {
    troupe.declares(job(Concurrency.REPLACE, Specs.app("backup", 1, folder)));
    var child = troupe.childOf(0);
    comesDue();
    isStarted(1);
    assertThat(child.hasEnded()).isTrue();
    assertThat(troupe.machine.living()).hasSize(1);
  }

  @Test
  void aRestartWaitsForTheReloadUnderWay() {
    var notifying = Specs.readyBy(Readiness.Sign.NOTIFY, Readiness.OnTimeout.ROLLBACK);
    troupe.machine.notifiesAtLaunch("READY=1");
    troupe.declares(each("0/2 * * * * *", Specs.serving(notifying, Specs.app("api", 1, folder))));
    troupe.machine.notifiesAtLaunch("");
    troupe.tell(to -> new Supervisor.Reload("api", Map.of(), 0, to));
    troupe.hears(Event.Started.class);
    troupe.hears(Event.Started.class);
    var due = awaitNextDue(Instant.EPOCH);
    troupe.time.passes(Duration.ofSeconds(2));
    awaitNextDue(due);
    troupe.machine.notifiesAtLaunch("READY=1");
    troupe.machine.notifies("READY=1");
    troupe.hears(Event.ReloadEnded.class);
    isStarted(2);
  }
}
