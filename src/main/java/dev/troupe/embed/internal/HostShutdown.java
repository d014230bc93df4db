package dev.troupe.embed.internal;

import dev.troupe.embed.Answer;
import dev.troupe.embed.TroupeSettings;
import dev.troupe.embed.TroupeSupervisor.Command;
import dev.troupe.embed.TroupeSupervisor.Shutdown;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.jspecify.annotations.Nullable;

/** Ends all apps in their order before the host's actor system ends. */
final class HostShutdown {
  private HostShutdown() {}

  /**
   * Until it is cancelled, the host's shutdown waits for this supervisor's.
   *
   * @param ended completes when the supervisor has ended, for whatever reason
   */
  static Cancellable join(
      ActorSystem<?> system,
      TroupeSettings settings,
      ActorRef<Command> supervisor,
      CompletionStage<Done> ended) {
    return settings
        .shutdownPhase()
        .map(phase -> join(system, settings, supervisor, ended, phase))
        .orElse(Cancellable.alreadyCancelled());
  }

  private static Cancellable join(
      ActorSystem<?> system,
      TroupeSettings settings,
      ActorRef<Command> supervisor,
      CompletionStage<Done> ended,
      String phase) {
    var shutdown = CoordinatedShutdown.get(system);
    long allowed = shutdown.timeout(phase).toMillis();
    long wanted = settings.shutdownTimeout().toMillis();
    if (allowed < wanted) {
      system
          .log()
          .warn(
              "pekko.coordinated-shutdown.phases.{}.timeout is {} ms, less than the {} ms of"
                  + " troupe.embed.shutdown-timeout: what has not ended by then is left to SIGTERM",
              phase,
              allowed,
              wanted);
    }
    return shutdown.addCancellableTask(
        phase,
        "stop-" + supervisor.path().name(),
        () -> stop(system, settings, supervisor).applyToEither(ended, done -> done));
  }

  private static CompletionStage<Done> stop(
      ActorSystem<?> system, TroupeSettings settings, ActorRef<Command> supervisor) {
    return AskPattern.<Command, Answer>ask(
            supervisor, Shutdown::new, settings.shutdownTimeout(), system.scheduler())
        .handle(
            (answer, failure) -> {
              report(system, settings, answer, failure);
              return Done.getInstance();
            });
  }

  private static void report(
      ActorSystem<?> system,
      TroupeSettings settings,
      @Nullable Answer answer,
      @Nullable Throwable failure) {
    if (failure != null) {
      system
          .log()
          .error(
              "apps still run after {} ms (troupe.embed.shutdown-timeout): they are sent SIGTERM",
              settings.shutdownTimeout().toMillis());
    } else if (answer instanceof Answer.Failed(_, var problems)) {
      problems.forEach(system.log()::error);
    }
  }
}
