package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.Hooks;
import dev.troupe.model.InstanceState;
import dev.troupe.model.RestartRules;
import dev.troupe.policy.HookCall;
import dev.troupe.supervision.Specs;
import dev.troupe.supervision.Stillness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an instance calls its app's commands for. */
class HookCallsTest {
  private static final Hooks ALL = new Hooks("c", "r", "g", "s", Duration.ofSeconds(1));

  @TempDir Path folder;
  private final InstanceKit kit = new InstanceKit();

  @AfterEach
  void end() {
    kit.close();
  }

  private void starts(RestartRules rules) {
    kit.bears(Specs.app("api", 1, rules, folder).with(draft -> draft.hooks = ALL));
    kit.tell(to -> new Instance.Start(kit.spec(), to));
    kit.sees(InstanceState.ONLINE);
  }

  private List<String> calls() {
    Stillness.comes();
    return kit.calls.stream().map(HookCall::field).toList();
  }

  private List<Boolean> crashes() {
    return kit.events.stream()
        .filter(Event.Exited.class::isInstance)
        .map(event -> ((Event.Exited) event).crashed())
        .toList();
  }

  @Test
  void aCrashCallsAndSoDoesTheNextStart() {
    starts(Specs.delayed(Duration.ofSeconds(1)));
    kit.machine.last().ends(new ExitStatus.Signaled(9));
    kit.sees(InstanceState.WAITING_RESTART);
    kit.time.passes(Duration.ofSeconds(1));
    assertThat(calls()).containsExactly("on_ready", "on_crash", "on_ready");
    var crash = kit.calls.get(1);
    assertThat(crash.lastExit()).isEqualTo(new ExitStatus.Signaled(9));
    assertThat(kit.calls.get(2).restarts()).isEqualTo(1);
  }

  @Test
  void aStopIsNoCrash() {
    starts(RestartRules.DEFAULT);
    kit.tell(Instance.Stop::new);
    kit.sees(InstanceState.STOPPED);
    assertThat(calls()).containsExactly("on_ready", "on_stop");
    assertThat(crashes()).containsExactly(false);
  }

  @Test
  void anEndWithCodeZeroIsNoCrash() {
    starts(Specs.delayed(Duration.ofSeconds(1)));
    kit.machine.last().exits(0);
    kit.sees(InstanceState.WAITING_RESTART);
    assertThat(calls()).containsExactly("on_ready");
    assertThat(crashes()).containsExactly(false);
  }

  @Test
  void givingUpCallsWithTheLastExit() {
    var rules = RestartRules.DEFAULT;
    starts(
        new RestartRules(
            true, Duration.ofSeconds(1), 1, Duration.ZERO, rules.backoff(), List.of()));
    kit.machine.last().exits(3);
    kit.sees(InstanceState.ERRORED);
    assertThat(calls()).containsExactly("on_ready", "on_crash", "on_give_up");
    assertThat(kit.calls.getLast().lastExit()).isEqualTo(new ExitStatus.Exited(3));
  }
}
