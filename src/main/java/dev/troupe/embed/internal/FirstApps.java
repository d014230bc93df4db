package dev.troupe.embed.internal;

import dev.troupe.config.Context;
import dev.troupe.embed.Answer;
import dev.troupe.embed.AppDeclaration;
import dev.troupe.embed.TroupeSettings;
import dev.troupe.embed.TroupeSupervisor.IfKnown;
import dev.troupe.model.AppSnapshot;
import dev.troupe.supervision.Supervisor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** Declares the apps that a supervisor is to begin with. */
record FirstApps(
    ActorSystem<?> system,
    TroupeSettings settings,
    Requests requests,
    Executor blocking,
    ActorRef<Supervisor.Command> supervisor) {

  /** Longer than apps would take to be ready; the supervisor answers by itself. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /**
   * Declares them, and says what came of it.
   *
   * @param home absolute path of the supervisor's folder
   * @param isAlone whether nothing is managed yet
   */
  CompletionStage<Answer> declare(Path home, boolean isAlone) {
    if (settings.apps().isEmpty()) {
      return CompletableFuture.completedFuture(new Answer.Done(List.of(), List.of()));
    }
    return isAlone
        ? declare(Beginning.afresh(settings.apps()))
        : present()
            .thenApplyAsync(apps -> compare(apps, home), blocking)
            .thenCompose(this::declare);
  }

  private CompletionStage<List<AppSnapshot>> present() {
    return AskPattern.<Supervisor.Command, Supervisor.Listing>ask(
            supervisor, to -> new Supervisor.ListApps("all", to), PATIENCE, system.scheduler())
        .thenApply(Supervisor.Listing::apps);
  }

  private Beginning compare(List<AppSnapshot> present, Path home) {
    var context =
        new Context(
            settings.cwd(), settings.env(), Runtime.getRuntime().availableProcessors(), home, null);
    return Beginning.after(settings.apps(), requests.words(settings.apps()), present, context);
  }

  private CompletionStage<Answer> declare(Beginning beginning) {
    return declare(beginning.started(), IfKnown.START)
        .thenCombine(declare(beginning.reloaded(), IfKnown.RELOAD), FirstApps::both);
  }

  private CompletionStage<Answer> declare(List<AppDeclaration> apps, IfKnown ifKnown) {
    return apps.isEmpty()
        ? CompletableFuture.completedFuture(new Answer.Done(List.of(), List.of()))
        : AskPattern.<Supervisor.Command, Supervisor.Answer>ask(
                supervisor, to -> requests.declare(apps, ifKnown, to), PATIENCE, system.scheduler())
            .thenApply(Requests::answer);
  }

  /** What went wrong, if anything did. */
  private static Answer both(Answer one, Answer other) {
    if (one instanceof Answer.Done(var apps, var warnings)) {
      return other instanceof Answer.Done(var more, var further)
          ? new Answer.Done(joined(apps, more), joined(warnings, further))
          : other;
    }
    return one;
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    var all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }
}
