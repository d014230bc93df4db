package dev.troupe.supervision;

import dev.troupe.config.AppSpecReader;
import dev.troupe.config.ConfigError;
import dev.troupe.config.Context;
import dev.troupe.config.ReadResult;
import dev.troupe.supervision.Supervisor.Answer;
import dev.troupe.supervision.Supervisor.ChangesRead;
import dev.troupe.supervision.Supervisor.Changing;
import dev.troupe.supervision.Supervisor.DeclareInWords;
import dev.troupe.supervision.Supervisor.DumpRead;
import dev.troupe.supervision.Supervisor.WordsRead;
import dev.troupe.supervision.surroundings.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * The part of {@link Supervisor} that reads what is wanted. It looks at scripts, interpreters,
 * accounts and files on the way, so it is not for the actor's thread.
 */
record Readings(Surroundings around, ActorContext<Supervisor.Command> context) {

  void read(DeclareInWords words) {
    var home = Path.of(around.home());
    var place = new Context(words.cwd(), words.env(), around.cpus(), home, words.envName());
    context.pipeToSelf(
        CompletableFuture.supplyAsync(
            () -> AppSpecReader.read(words.apps(), place), around.blocking()),
        (result, failure) -> new WordsRead(words, result != null ? result : unreadable(failure)));
  }

  private static ReadResult unreadable(Throwable failure) {
    var error = new ConfigError("apps", "cannot be read: " + failure, "report this as a bug");
    return new ReadResult.Refused(List.of(error), List.of());
  }

  void read(Path dump, ActorRef<Answer> replyTo) {
    var home = Path.of(around.home());
    context.pipeToSelf(
        CompletableFuture.supplyAsync(
            () -> Revival.read(dump, home, around.cpus()), around.blocking()),
        (saved, failure) -> new DumpRead(saved != null ? saved : Revival.broken(failure), replyTo));
  }

  /** A target that means nothing is found out later. */
  void read(Roster roster, Changing changing) {
    var specs = roster.specsOf(changing.request().target());
    context.pipeToSelf(
        CompletableFuture.supplyAsync(
            () -> Revision.read(specs, changing, around), around.blocking()),
        (revision, failure) ->
            new ChangesRead(changing, revision != null ? revision : Revision.broken(failure)));
  }
}
