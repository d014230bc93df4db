package dev.troupe.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.embed.Answer;
import dev.troupe.embed.AppDeclaration;
import dev.troupe.embed.Troupe;
import dev.troupe.model.Event;
import dev.troupe.model.InstanceState;
import dev.troupe.model.LogLine;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users can do with it; nothing here that they could not write. */
class TroupeTestKitTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ActorTestKit kit = ActorTestKit.create(TroupeTestKit.config());
  private final TroupeTestKit testKit = TroupeTestKit.create(kit);
  private final TestProbe<Event> events = kit.createTestProbe(Event.class);
  private final TestProbe<LogLine> lines = kit.createTestProbe(LogLine.class);
  private Troupe troupe;

  @BeforeEach
  void begin() {
    troupe = testKit.spawn();
    troupe.events().runForeach(event -> events.ref().tell(event), kit.system());
    troupe.logs().runForeach(line -> lines.ref().tell(line), kit.system());
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private void hears(Class<? extends Event> kind) {
    events.fishForMessage(
        PATIENCE,
        event ->
            kind.isInstance(event)
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  @Test
  void startsAnAppWhoseScriptIsNotThere() throws Exception {
    var app = AppDeclaration.of("worker", "no/such/worker.py").args("--fast").env("A", "1");
    var apps = await(troupe.start(app)).orThrow();
    assertThat(apps.getFirst().instances().getFirst().state()).isEqualTo(InstanceState.ONLINE);
    var child = testKit.launcher().nextChild();
    assertThat(child.app()).isEqualTo("worker");
    assertThat(child.script()).isEqualTo("no/such/worker.py");
    assertThat(child.args()).containsExactly("--fast");
    assertThat(child.environment()).containsEntry("A", "1");
    assertThat(child.slot()).isZero();
  }

  @Test
  void restartsACrashedChildOnceTheDelayHasPassed() throws Exception {
    await(troupe.start(AppDeclaration.of("worker", "w.py").restartDelay(Duration.ofSeconds(5))));
    testKit.launcher().nextChild().exits(1);
    hears(Event.RestartScheduled.class);
    assertThat(testKit.launcher().running()).isEmpty();
    testKit.time().passes(Duration.ofSeconds(5));
    assertThat(testKit.launcher().nextChild().isRunning()).isTrue();
  }

  @Test
  void bringsWhatAChildPrintsIntoTheStreamOfLines() throws Exception {
    await(troupe.start(AppDeclaration.of("worker", "w.py")));
    testKit.launcher().nextChild().prints("hello");
    var line = lines.receiveMessage(PATIENCE);
    assertThat(line.text()).isEqualTo("hello");
    assertThat(line.app()).isEqualTo("worker");
  }

  @Test
  void aChildIsReadyWhenItPrintsWhatTheTestSays() throws Exception {
    testKit.launcher().onLaunch(child -> child.prints("listening on 80"));
    var app = AppDeclaration.of("api", "api.js").readyByLog("listening").instances(2);
    assertThat(await(troupe.start(app))).isInstanceOf(Answer.Done.class);
    assertThat(await(troupe.isReady())).isTrue();
  }

  @Test
  void aChildThatDoesNotObeyIsKilledAfterItsGracePeriod() throws Exception {
    await(troupe.start(AppDeclaration.of("w", "w.py").killTimeout(Duration.ofSeconds(3))));
    var child = testKit.launcher().nextChild();
    child.obeys();
    var stopped = troupe.stop("w");
    hears(Event.Stopping.class);
    events.awaitAssert(
        PATIENCE,
        () -> {
          testKit.time().passes(Duration.ofMillis(100));
          return assertThat(stopped.toCompletableFuture()).isDone();
        });
    assertThat(child.received()).startsWith("SIGINT").endsWith("SIGKILL");
    assertThat(child.isRunning()).isFalse();
  }

  @Test
  void aLaunchFailsForTheReasonThatTheTestGives() throws Exception {
    testKit.launcher().failsToLaunch("worker", "no memory");
    var answer = await(troupe.start(AppDeclaration.of("worker", "w.py").maxRestarts(0)));
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    assertThat(((Answer.Failed) answer).problems().getFirst()).contains("no memory");
    testKit.launcher().launchesAgain("worker");
    assertThat(await(troupe.restart("worker"))).isInstanceOf(Answer.Done.class);
  }

  @Test
  void writesToStandardInputAndSendsSignals() throws Exception {
    await(troupe.start(AppDeclaration.of("worker", "w.py")));
    var child = testKit.launcher().nextChild();
    await(troupe.sendLine("worker", "go"));
    await(troupe.sendSignal("worker", "SIGUSR2"));
    assertThat(child.read()).containsExactly("go");
    assertThat(child.received()).containsExactly("SIGUSR2");
  }

  @Test
  void aChildUsesAsMuchMemoryAsTheTestSays() throws Exception {
    await(troupe.start(AppDeclaration.of("worker", "w.py")));
    testKit.launcher().nextChild().uses(1_000_001);
    events.awaitAssert(
        PATIENCE,
        () -> {
          testKit.time().passes(Duration.ofSeconds(30));
          var instance = await(troupe.list("worker")).getFirst().instances().getFirst();
          return assertThat(instance.usage().memoryBytes()).isEqualTo(1_000_001);
        });
  }

  @Test
  void aSupervisorThatIsStoppedSendsItsChildrenSigterm() throws Exception {
    await(troupe.start(AppDeclaration.of("worker", "w.py")));
    var child = testKit.launcher().nextChild();
    kit.stop(troupe.supervisor());
    assertThat(child.received()).containsExactly("SIGTERM");
    assertThat(child.isRunning()).isFalse();
  }
}
