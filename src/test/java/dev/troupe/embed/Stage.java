package dev.troupe.embed;

import com.typesafe.config.ConfigFactory;
import dev.troupe.model.Event;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.testkit.FakeLauncher;
import dev.troupe.testkit.TroupeTestKit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;

/** A host without processes, and what it hears. */
final class Stage implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  final ActorTestKit kit;
  final TroupeTestKit testKit;
  final FakeLauncher launcher;
  final TestProbe<Event> events;

  Stage() {
    this("");
  }

  /**
   * @param config of the host's own
   */
  Stage(String config) {
    kit =
        ActorTestKit.create(
            ConfigFactory.parseString(config)
                .withFallback(TroupeTestKit.config())
                .withFallback(ConfigFactory.load()));
    testKit = TroupeTestKit.create(kit);
    launcher = testKit.launcher();
    events = kit.createTestProbe(Event.class);
  }

  static <T> T await(CompletionStage<T> stage)
      throws InterruptedException, ExecutionException, TimeoutException {
    return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  static List<InstanceSnapshot> instances(Troupe troupe) throws Exception {
    return await(troupe.list()).stream().flatMap(app -> app.instances().stream()).toList();
  }

  Troupe listened(Troupe troupe) {
    troupe.events().runForeach(event -> events.ref().tell(event), kit.system());
    return troupe;
  }

  <E extends Event> E hears(Class<E> kind) {
    var heard =
        events.fishForMessage(
            PATIENCE,
            event ->
                kind.isInstance(event)
                    ? FishingOutcomes.complete()
                    : FishingOutcomes.continueAndIgnore());
    return kind.cast(heard.getLast());
  }

  /** What callers can pass whose language does not check it. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // That is the point.
  static <T> T nothing() {
    return null;
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
