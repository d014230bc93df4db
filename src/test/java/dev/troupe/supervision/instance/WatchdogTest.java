package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.InstanceState;
import dev.troupe.model.RestartRules;
import dev.troupe.supervision.Specs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children that give signs of life by themselves (sd_notify(3)). */
class WatchdogTest {
  private static final Duration WATCHDOG = Duration.ofSeconds(2);
  private static final Duration ALMOST = WATCHDOG.minusMillis(1);
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final InstanceKit kit = new InstanceKit();
  private @TempDir Path folder;

  @BeforeEach
  void bear() {
    bear(RestartRules.DEFAULT);
  }

  private void bear(RestartRules restart) {
    kit.bears(Specs.serving(Specs.watched(WATCHDOG), Specs.app("api", 1, restart, folder)));
  }

  @AfterEach
  void endKit() {
    kit.close();
  }

  private void becomesReady() {
    kit.beginsUnready();
    kit.machine.notifies("READY=1");
    kit.settled();
    kit.sees(InstanceState.ONLINE);
  }

  /** Until all that the child has said before is known. */
  private String says(String text, String status) {
    kit.machine.notifies(text + "\nSTATUS=" + status);
    return String.valueOf(kit.sees(InstanceState.ONLINE).statusText());
  }

  @Test
  void tellsTheChildHowOftenASignIsExpected() {
    kit.beginsUnready();
    var plan = kit.machine.lastPlan();
    assertThat(plan.env()).containsEntry("WATCHDOG_USEC", "2000000").containsKey("NOTIFY_SOCKET");
    assertThat(plan.wiring().pidVariables()).containsExactly("WATCHDOG_PID");
  }

  @Test
  void endsASilentChildAndStartsAnother() {
    becomesReady();
    kit.time.passes(WATCHDOG);
    kit.sees(InstanceState.STOPPING);
    assertThat(kit.seesChild().restarts()).isEqualTo(1);
    assertThat(kit.machine.child(1001).hasEnded()).isTrue();
    assertThat(kit.events)
        .filteredOn(Event.Unhealthy.class::isInstance)
        .singleElement()
        .extracting(event -> ((Event.Unhealthy) event).reason())
        .isEqualTo("gave no sign of life (WATCHDOG=1) for 2000 ms");
  }

  @Test
  void leavesAChildAloneThatGivesSigns() {
    becomesReady();
    for (int sign = 1; sign <= 3; sign++) {
      kit.time.passes(ALMOST);
      assertThat(says("WATCHDOG=1", "sign " + sign)).isEqualTo("sign " + sign);
    }
    assertThat(kit.heard(Event.Unhealthy.class)).isFalse();
    kit.time.passes(WATCHDOG);
    kit.sees(InstanceState.STOPPING);
  }

  @Test
  void expectsNoSignBeforeTheChildIsReady() {
    kit.beginsUnready();
    kit.time.passes(WATCHDOG);
    kit.machine.notifies("READY=1");
    assertThat(kit.settled().pid()).isEqualTo(1001);
  }

  @Test
  void expectsNoSignOnceTheChildIsAboutToEnd() {
    becomesReady();
    kit.machine.notifies("STOPPING=1");
    assertThat(kit.sees(InstanceState.ONLINE).ready()).isFalse();
    says("WATCHDOG=1", "leaving");
    kit.time.passes(WATCHDOG.multipliedBy(2));
    kit.machine.last().exits(0);
    kit.seesChild();
    assertThat(kit.heard(Event.Unhealthy.class)).isFalse();
  }

  @Test
  void endsAChildThatSaysItIsNotWell() {
    bear(
        new RestartRules(
            false, Duration.ofSeconds(1), 16, Duration.ZERO, Duration.ZERO, List.of()));
    becomesReady();
    kit.machine.notifies("WATCHDOG=trigger");
    assertThat(kit.sees(InstanceState.ERRORED).problem())
        .isEqualTo("unhealthy: it said so itself (WATCHDOG=trigger)");
  }

  @Test
  void aStartFailsIfTheChildSaysThatItIsNotWell() {
    kit.beginsUnready();
    kit.machine.notifies("WATCHDOG=trigger");
    assertThat(kit.refused()).contains("unhealthy");
  }

  @Test
  void theChildMayChangeHowOftenItGivesASign() {
    becomesReady();
    says("WATCHDOG_USEC=5000000", "slower");
    kit.time.passes(Duration.ofSeconds(5).minus(MOMENT));
    says("WATCHDOG_USEC=1000", "faster");
    assertThat(kit.heard(Event.Unhealthy.class)).isFalse();
    kit.time.passes(MOMENT);
    kit.sees(InstanceState.STOPPING);
  }

  @Test
  void theChildMayChangeItBeforeItIsReady() {
    kit.beginsUnready();
    kit.machine.notifies("WATCHDOG_USEC=0\nREADY=1");
    kit.settled();
    kit.sees(InstanceState.ONLINE);
    kit.time.passes(WATCHDOG.multipliedBy(2));
    assertThat(says("", "alive")).isEqualTo("alive");
  }

  @Test
  void forgetsWhatAChildSaidOnceAnotherRuns() {
    becomesReady();
    says("", "first");
    kit.machine.last().exits(1);
    kit.seesChild();
    kit.machine.notifies("READY=1");
    assertThat(kit.sees(InstanceState.ONLINE).statusText()).isNull();
  }
}
