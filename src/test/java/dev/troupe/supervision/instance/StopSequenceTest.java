package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.StopRules;
import dev.troupe.os.LaunchPlan;
import dev.troupe.os.LaunchResult;
import dev.troupe.os.ProcessId;
import dev.troupe.os.Wiring;
import dev.troupe.supervision.FakeMachine;
import dev.troupe.supervision.FakeTime;
import dev.troupe.supervision.Stillness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopSequenceTest {
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final StopRules WHOLE_TREE = new StopRules("SIGTERM", GRACE, true, false);
  private static final StopRules CHILD_ALONE = new StopRules("SIGTERM", GRACE, false, false);

  private final ActorTestKit kit = FakeTime.kit();
  private final FakeTime time = FakeTime.of(kit);
  private final FakeMachine machine = new FakeMachine();
  private final TestProbe<StopSequence.Ended> owner = kit.createTestProbe(StopSequence.Ended.class);

  @AfterEach
  void endKit() {
    kit.shutdownTestKit();
  }

  private ProcessId child() {
    var plan = new LaunchPlan(List.of("/srv/api.sh"), "/", Map.of(), null, null, Wiring.STDIN);
    var launched = machine.launch(plan, machine.openPipes("0"));
    return ((LaunchResult.Launched) launched).child().id();
  }

  private void ends(ProcessId root, StopRules rules) {
    kit.spawn(StopSequence.create(machine, root, "u", rules, false, false, owner.ref()));
  }

  private void waitsUntilSent(ProcessId process, Integer... signals) {
    owner.awaitAssert(() -> assertThat(machine.signalsTo(process)).contains(signals));
  }

  @Test
  void answersAtOnceIfNothingIsLeft() {
    ends(new ProcessId(7, 1), WHOLE_TREE);
    owner.expectMessage(new StopSequence.Ended(new ProcessId(7, 1), List.of()));
  }

  @Test
  void asksBeforeItKills() {
    machine.obeys(9);
    var root = child();
    ends(root, WHOLE_TREE);
    waitsUntilSent(root, 15);
    assertThat(machine.signalsTo(root)).containsExactly(15);
    time.passes(GRACE);
    waitsUntilSent(root, 15, 9);
    time.passes(StopSequence.LOOK_INTERVAL);
    owner.expectMessage(new StopSequence.Ended(root, List.of()));
  }

  @Test
  void asksOnlyOnce() {
    machine.obeys(9);
    var root = child();
    ends(root, WHOLE_TREE);
    waitsUntilSent(root, 15);
    for (int i = 0; i < 5; i++) {
      time.passes(StopSequence.LOOK_INTERVAL);
    }
    Stillness.keepsSilent(owner);
    assertThat(machine.signalsTo(root)).containsExactly(15);
  }

  @Test
  void letsAPausedTreeGoOnSoThatItCanEnd() {
    machine.obeys(18);
    var other = machine.leavesBehind(77);
    var root = child();
    kit.spawn(StopSequence.create(machine, root, "u", CHILD_ALONE, false, true, owner.ref()));
    time.passes(StopSequence.LOOK_INTERVAL);
    owner.expectMessage(new StopSequence.Ended(root, List.of()));
    assertThat(machine.signalsTo(root)).containsExactly(15, 18);
    assertThat(machine.signalsTo(other)).containsExactly(18);
  }

  @Test
  void leavesDescendantsAloneIfOnlyTheChildIsToEnd() {
    machine.obeys(15);
    var other = machine.leavesBehind(77);
    var root = child();
    ends(root, CHILD_ALONE);
    waitsUntilSent(root, 15);
    time.passes(StopSequence.LOOK_INTERVAL);
    owner.expectMessage(new StopSequence.Ended(root, List.of()));
    assertThat(machine.signalsTo(other)).isEmpty();
  }

  @Test
  void namesWhatNotEvenSigkillEnds() {
    machine.obeys();
    var root = child();
    ends(root, WHOLE_TREE);
    waitsUntilSent(root, 15);
    time.passes(GRACE);
    waitsUntilSent(root, 15, 9);
    time.passes(GRACE);
    owner.expectMessage(new StopSequence.Ended(root, List.of(root)));
  }
}
