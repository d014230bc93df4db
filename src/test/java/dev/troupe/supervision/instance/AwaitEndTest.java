package dev.troupe.supervision.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.ExecMode;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Readiness.OnTimeout;
import dev.troupe.model.Readiness.Sign;
import dev.troupe.model.RestartRules;
import dev.troupe.supervision.Specs;
import dev.troupe.supervision.Stillness;
import dev.troupe.supervision.instance.Instance.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever waits for the end of an instance hears of it once. */
class AwaitEndTest {
  private final InstanceKit kit = new InstanceKit();
  private final TestProbe<Reply> watcher = kit.kit.createTestProbe(Reply.class);
  private @TempDir Path folder;

  private void bear(RestartRules restart) {
    kit.bears(Specs.app("api", 1, restart, folder));
  }

  @AfterEach
  void endKit() {
    kit.close();
  }

  private void waits() {
    kit.instance().tell(new Instance.AwaitEnd(watcher.ref()));
  }

  private InstanceState ends() {
    var state = watcher.expectMessageClass(Reply.Settled.class).instance().snapshot().state();
    Stillness.keepsSilent(watcher);
    return state;
  }

  @Test
  void atOnceIfItRests() {
    bear(RestartRules.DEFAULT);
    waits();
    assertThat(ends()).isEqualTo(InstanceState.STOPPED);
  }

  @Test
  void whenItsChildIsDone() {
    bear(
        new RestartRules(
            true, Duration.ofSeconds(1), 16, Duration.ZERO, Duration.ZERO, List.of(0)));
    kit.starts();
    waits();
    kit.machine.last().exits(1);
    kit.sees(InstanceState.ONLINE);
    Stillness.keepsSilent(watcher);
    kit.machine.last().exits(0);
    assertThat(ends()).isEqualTo(InstanceState.STOPPED);
  }

  @Test
  void whenOthersHaveStoppedIt() {
    bear(RestartRules.DEFAULT);
    kit.starts();
    waits();
    kit.tell(Instance.Stop::new);
    assertThat(ends()).isEqualTo(InstanceState.STOPPED);
    kit.settled();
  }

  @Test
  void whenItIsGivenUp() {
    bear(new RestartRules(true, Duration.ofSeconds(1), 1, Duration.ZERO, Duration.ZERO, List.of()));
    kit.starts();
    waits();
    kit.machine.last().exits(1);
    assertThat(ends()).isEqualTo(InstanceState.ERRORED);
  }

  @Test
  void whenItIsStoppedWhileItWaitsForItsRestart() {
    bear(Specs.delayed(Duration.ofSeconds(5)));
    kit.starts();
    kit.machine.last().exits(1);
    kit.sees(InstanceState.WAITING_RESTART);
    waits();
    kit.tell(Instance.Stop::new);
    assertThat(ends()).isEqualTo(InstanceState.STOPPED);
  }

  @Test
  void whenItsOnlyAttemptHasFailed() {
    var service = Specs.readyBy(Sign.LISTENING, OnTimeout.ROLLBACK);
    kit.bears(Specs.serving(service, Specs.app("api", 1, folder)));
    kit.tell(to -> new Instance.Try(kit.spec(), to));
    kit.seesChild();
    waits();
    kit.machine.last().exits(1);
    assertThat(ends()).isEqualTo(InstanceState.ERRORED);
  }

  @Test
  void whenItWasDrained() {
    kit.bears(Specs.node(ExecMode.CLUSTER, Specs.app("api", 1, folder)));
    kit.starts();
    kit.tell(Instance.Retire::new);
    kit.sees(InstanceState.STOPPING);
    waits();
    kit.machine.last().exits(0);
    assertThat(ends()).isEqualTo(InstanceState.STOPPED);
    kit.deleted();
    waits();
    assertThat(ends()).isEqualTo(InstanceState.STOPPED);
  }

  @Test
  void whenItsActorBreaks() {
    bear(RestartRules.DEFAULT);
    kit.starts();
    waits();
    kit.tell(to -> new Instance.Signal(1, to));
    kit.settled();
    kit.kit.stop(kit.instance());
    assertThat(watcher.expectMessageClass(Reply.Refused.class).reason())
        .isEqualTo("api[0] is no longer watched");
  }
}
