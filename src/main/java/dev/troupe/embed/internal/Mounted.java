package dev.troupe.embed.internal;

import dev.troupe.embed.TroupeSupervisor.Command;
import dev.troupe.embed.internal.Root.Parts;
import dev.troupe.http.MountedRoutes;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** Answers requests by whichever supervisor there is now. Thread-safe. */
public final class Mounted {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ActorRef<Command> supervisor;
  private final ActorSystem<?> system;
  private final AtomicReference<Present> present = new AtomicReference<>();

  /** Of a root. */
  public Mounted(ActorRef<Command> supervisor, ActorSystem<?> system) {
    this.supervisor = supervisor;
    this.system = system;
  }

  /** Routes, until the supervisor fails. */
  private record Present(Parts parts, MountedRoutes routes) {}

  /** Never fails. */
  public CompletionStage<HttpResponse> answer(HttpRequest request) {
    return AskPattern.<Command, Parts>ask(
            supervisor, Root.GetParts::new, PATIENCE, system.scheduler())
        .thenApply(this::routes)
        .thenCompose(routes -> routes.answer(request))
        .exceptionally(_ -> refusal(request));
  }

  private MountedRoutes routes(Parts parts) {
    return present
        .updateAndGet(
            known -> known != null && known.parts().equals(parts) ? known : present(parts))
        .routes();
  }

  private Present present(Parts parts) {
    return new Present(
        parts, new MountedRoutes(system, parts.supervisor(), parts.announcer(), parts.logs()));
  }

  private HttpResponse refusal(HttpRequest request) {
    request.discardEntityBytes(system);
    return HttpResponse.create()
        .withStatus(StatusCodes.SERVICE_UNAVAILABLE)
        .withEntity("the supervisor does not work: the application's log says why\n");
  }
}
