package dev.troupe.embed;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * A liveness check for pekko-management, which makes one by itself from the configuration:
 *
 * <pre>{@code
 * pekko.management.health-checks.liveness-checks.troupe = "dev.troupe.embed.LivenessCheck"
 * }</pre>
 *
 * <p>It asks {@link Troupe#isAlive()} of the system's own supervisor: that a program is not well is
 * no reason to end its host.
 */
public final class LivenessCheck implements Supplier<CompletionStage<Boolean>> {
  private final Troupe troupe;

  /**
   * For an actor system.
   *
   * @param system the actor system
   */
  public LivenessCheck(ActorSystem system) {
    this.troupe = Troupe.get(Adapter.toTyped(system));
  }

  @Override
  public CompletionStage<Boolean> get() {
    return troupe.isAlive();
  }
}
