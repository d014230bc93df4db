package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.RestartRules;
import dev.troupe.policy.RestartHistory;
import dev.troupe.supervision.Instance.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTest {
  private static final Duration GRACE = Duration.ofMillis(1600);

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final FakeTime time = new FakeTime(ManualTime.get(kit.system()));
  private final FakeMachine machine = new FakeMachine();
  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private final TestProbe<App.FromInstance> owner = kit.createTestProbe(App.FromInstance.class);
  private final TestProbe<Reply> client = kit.createTestProbe(Reply.class);
  private @TempDir Path folder;
  private AppSpec spec;
  private ActorRef<Instance.Command> instance;

  @BeforeEach
  void bearInstance() {
    spec = Specs.app("api", 1, RestartRules.DEFAULT, folder);
    instance = bear(spec, Runnable::run);
  }

  private void become(RestartRules rules) {
    spec = Specs.app("api", 1, rules, folder);
    instance = bear(spec, Runnable::run);
  }

  private ActorRef<Instance.Command> bear(AppSpec wanted, Executor blocking) {
    var around =
        new Surroundings(
            machine.machine(),
            machine::output,
            kit.<Ports.Command>createTestProbe().ref(),
            time,
            blocking,
            Duration.ofSeconds(30),
            "/home",
            2,
            events::add);
    return kit.spawn(
        Instance.create(
            around,
            wanted,
            new Phase.Identity(0, 0, 0, 0, "u"),
            RestartHistory.begun(time.instant()),
            owner.ref()));
  }

  @AfterEach
  void endKit() {
    kit.shutdownTestKit();
  }

  private InstanceSnapshot sees(InstanceState state) {
    InstanceSnapshot seen;
    do {
      seen = owner.expectMessageClass(App.Changed.class).instance().snapshot();
    } while (seen.state() != state);
    return seen;
  }

  private InstanceSnapshot settled() {
    return client.expectMessageClass(Reply.Settled.class).instance().snapshot();
  }

  private void start() {
    instance.tell(new Instance.Start(spec, client.ref()));
    assertThat(settled().state()).isEqualTo(InstanceState.ONLINE);
    sees(InstanceState.ONLINE);
  }

  @Test
  void startsAChildAndTellsItWhoItIs() {
    start();
    assertThat(machine.lastPlan().env())
        .containsEntry("pm_id", "0")
        .containsEntry("unique_id", "u")
        .containsEntry("NODE_APP_INSTANCE", "0");
    assertThat(folder.resolve("api-0.pid")).hasContent("1001");
  }

  @Test
  void relaunchesACrashedChildAtOnceWithoutADelay() {
    start();
    machine.last().exits(1);
    var again = sees(InstanceState.ONLINE);
    assertThat(again.restarts()).isEqualTo(1);
    assertThat(again.lastExit()).isEqualTo(new ExitStatus.Exited(1));
    assertThat(again.pid()).isEqualTo(1002);
  }

  @Test
  void relaunchesACrashedChildOnlyOnceTheDelayHasPassed() {
    become(Specs.delayed(Duration.ofMillis(100)));
    start();
    machine.last().exits(1);
    var waiting = sees(InstanceState.WAITING_RESTART);
    assertThat(waiting.restartAt()).isEqualTo(time.instant().plusMillis(100));
    assertThat(machine.launches()).isEqualTo(1);
    time.passes(Duration.ofMillis(100));
    sees(InstanceState.ONLINE);
  }

  @Test
  void givesUpAChildThatKeepsCrashing() {
    start();
    for (int i = 0; i < 15; i++) {
      machine.last().exits(1);
      sees(InstanceState.ONLINE);
    }
    machine.last().exits(1);
    var errored = sees(InstanceState.ERRORED);
    assertThat(errored.restarts()).isEqualTo(15);
    assertThat(errored.problem()).contains("16 times");
    assertThat(machine.launches()).isEqualTo(16);
  }

  @Test
  void answersAStopOnlyOnceNothingOfTheTreeIsLeft() {
    var grandchild = machine.leavesBehind(77);
    start();
    instance.tell(new Instance.Stop(client.ref()));
    sees(InstanceState.STOPPING);
    assertThat(machine.last().hasEnded()).isTrue();
    client.expectNoMessage(Duration.ZERO);
    time.passes(GRACE);
    client.awaitAssert(() -> assertThat(machine.signalsTo(grandchild)).contains(2, 9));
    time.passes(StopSequence.LOOK_INTERVAL);
    assertThat(settled().state()).isEqualTo(InstanceState.STOPPED);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void killsAChildThatIgnoresTheStopSignal() {
    machine.obeys(9);
    start();
    instance.tell(new Instance.Stop(client.ref()));
    sees(InstanceState.STOPPING);
    client.expectNoMessage(Duration.ZERO);
    time.passes(GRACE);
    assertThat(settled().lastExit()).isEqualTo(new ExitStatus.Signaled(9));
  }

  @Test
  void isErroredIfNotEvenSigkillHelps() {
    machine.obeys();
    start();
    instance.tell(new Instance.Stop(client.ref()));
    sees(InstanceState.STOPPING);
    time.passes(GRACE);
    time.passes(GRACE);
    assertThat(client.expectMessageClass(Reply.Refused.class).reason()).contains("1001");
    sees(InstanceState.ERRORED);
  }

  @Test
  void stopsAChildThatWasBeingStarted() {
    machine.holdsLaunches();
    try (var launches = Executors.newSingleThreadExecutor()) {
      instance = bear(spec, launches);
      instance.tell(new Instance.Start(spec, client.ref()));
      sees(InstanceState.LAUNCHING);
      instance.tell(new Instance.Stop(client.ref()));
      machine.release();
      sees(InstanceState.STOPPED);
      assertThat(settled().state()).isEqualTo(InstanceState.STOPPED);
      assertThat(settled().state()).isEqualTo(InstanceState.STOPPED);
      assertThat(machine.last().hasEnded()).isTrue();
    }
  }

  @Test
  void doesNotRestartAChildThatCrashesDuringAStop() {
    machine.obeys(9);
    start();
    instance.tell(new Instance.Stop(client.ref()));
    sees(InstanceState.STOPPING);
    machine.last().exits(1);
    assertThat(settled().state()).isEqualTo(InstanceState.STOPPED);
    assertThat(machine.launches()).isEqualTo(1);
  }

  @Test
  void forgetsTheRestartThatADeleteFinds() {
    become(Specs.delayed(Duration.ofSeconds(5)));
    start();
    machine.last().exits(1);
    sees(InstanceState.WAITING_RESTART);
    instance.tell(new Instance.Delete(client.ref()));
    client.expectMessageClass(Reply.Deleted.class);
    owner.fishForMessage(
        Duration.ofSeconds(3),
        message ->
            message instanceof App.Ended
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
    time.passes(Duration.ofSeconds(5));
    assertThat(machine.launches()).isEqualTo(1);
    assertThat(machine.pipesOpen()).isZero();
  }

  @Test
  void answersTwoRestartsAtOnceWithOneNewChild() {
    start();
    machine.obeys(9);
    instance.tell(new Instance.Start(spec, client.ref()));
    instance.tell(new Instance.Start(spec, client.ref()));
    sees(InstanceState.STOPPING);
    time.passes(GRACE);
    assertThat(settled().restarts()).isEqualTo(1);
    assertThat(settled().restarts()).isEqualTo(1);
    assertThat(machine.launches()).isEqualTo(2);
  }

  @Test
  void staysStoppedAfterAnExitCodeThatMeansDone() {
    become(
        new RestartRules(
            true, Duration.ofSeconds(1), 16, Duration.ZERO, Duration.ZERO, List.of(0, 7)));
    start();
    machine.last().exits(7);
    assertThat(sees(InstanceState.STOPPED).lastExit()).isEqualTo(new ExitStatus.Exited(7));
  }

  @Test
  void refusesASignalWithoutAChild() {
    instance.tell(new Instance.Signal(12, client.ref()));
    assertThat(client.expectMessageClass(Reply.Refused.class).reason())
        .isEqualTo("api[0] has no process");
  }

  @Test
  void writesALineToItsChild() {
    start();
    instance.tell(new Instance.Send("hello", client.ref()));
    settled();
    assertThat(machine.last().written()).containsExactly("hello\n");
  }

  @Test
  void tellsWhyAChildCouldNotBeStarted() {
    machine.failsToLaunch("cannot start /srv/api.sh: no such file");
    instance.tell(new Instance.Start(spec, client.ref()));
    assertThat(client.expectMessageClass(Reply.Refused.class).reason()).contains("no such file");
    assertThat(sees(InstanceState.ERRORED).problem()).contains("no such file");
  }

  @Test
  void resetsItsCounters() {
    start();
    machine.last().exits(1);
    sees(InstanceState.ONLINE);
    instance.tell(new Instance.Reset(client.ref()));
    assertThat(settled().restarts()).isZero();
  }

  @Test
  void keepsAChildWhosePidFileCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    spec = Specs.app("file/api", 1, RestartRules.DEFAULT, folder);
    instance = bear(spec, Runnable::run);
    start();
    assertThat(machine.launches()).isEqualTo(1);
  }

  @Test
  void answersThoseWhoWaitWhenItEndsUnexpectedly() {
    machine.obeys();
    start();
    instance.tell(new Instance.Stop(client.ref()));
    sees(InstanceState.STOPPING);
    kit.stop(instance);
    assertThat(client.expectMessageClass(Reply.Refused.class).reason())
        .isEqualTo("api[0] is no longer watched");
  }

  @Test
  void asksItsChildToEndWhenItEndsUnexpectedly() {
    start();
    kit.stop(instance);
    assertThat(machine.last().received()).containsExactly(15);
  }
}
