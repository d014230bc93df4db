package dev.troupe.embed;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * A readiness check for pekko-management, which makes one by itself from the configuration:
 *
 * <pre>{@code
 * pekko.management.health-checks.readiness-checks.troupe = "dev.troupe.embed.ReadinessCheck"
 * }</pre>
 *
 * <p>It asks {@link Troupe#isReady()} of the system's own supervisor. Nothing here needs
 * pekko-management: any health endpoint can take it.
 */
public final class ReadinessCheck implements Supplier<CompletionStage<Boolean>> {
  private final Troupe troupe;

  /**
   * For an actor system.
   *
   * @param system the actor system
   */
  public ReadinessCheck(ActorSystem system) {
    this.troupe = Troupe.get(Adapter.toTyped(system));
  }

  @Override
  public CompletionStage<Boolean> get() {
    return troupe.isReady();
  }
}
