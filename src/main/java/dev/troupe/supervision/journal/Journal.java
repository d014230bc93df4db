package dev.troupe.supervision.journal;

import dev.troupe.model.Happening;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what happens in a file that the next daemon reads on. It blocks, so it is to run on a
 * dispatcher of its own; its mailbox should be bounded.
 */
public final class Journal {

  public sealed interface Command {}

  /** Keeps one event. */
  record Keep(Happening happening) implements Command {}

  /**
   * Asks for what is kept.
   *
   * @param query which of it
   */
  record Recall(Query query, ActorRef<Recalled> replyTo) implements Command {}

  /** What is kept, the oldest first. */
  public record Recalled(List<Happening> happenings) {}

  /**
   * Which events are wanted.
   *
   * @param after those with a greater number
   * @param since those from then on; null for any
   * @param apps of these names; null for any
   * @param most the newest so many; 1 to {@link #MOST}
   */
  public record Query(long after, @Nullable Instant since, @Nullable Set<String> apps, int most) {
    /** Whether an event is wanted. */
    public boolean wants(Happening happening) {
      return happening.number() > after
          && (since == null || !happening.event().at().isBefore(since))
          && (apps == null || apps.contains(happening.event().app()));
    }
  }

  /** Events that are told at once at most: the newest. */
  public static final int MOST = 10_000;

  private final JournalFile file;
  private final ActorContext<Command> context;

  private Journal(JournalFile file, ActorContext<Command> context) {
    context.setLoggerName(Journal.class);
    this.file = file;
    this.context = context;
  }

  /** Of this file. */
  public static Behavior<Command> create(Path path) {
    return Behaviors.setup(
        context -> new Journal(new JournalFile(path, JournalFile.LARGEST), context).become(true));
  }

  /** Keeps nothing. */
  public static Behavior<Command> ofNothing() {
    return Behaviors.receiveMessage(
        command -> {
          if (command instanceof Recall(_, var replyTo)) {
            replyTo.tell(new Recalled(List.of()));
          }
          return Behaviors.same();
        });
  }

  /**
   * The number of the last event that is kept; 0 if there is none. Blocks.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public static long last(Path path) {
    try {
      return new JournalFile(path, JournalFile.LARGEST).last();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param isWell whether the last event could be kept
   */
  private Behavior<Command> become(boolean isWell) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Keep(var happening) -> become(keep(isWell, happening));
              case Recall(var query, var replyTo) -> {
                replyTo.tell(new Recalled(recall(query)));
                yield Behaviors.same();
              }
            });
  }

  /** A full disk is no reason to stop; it is told once. */
  private boolean keep(boolean isWell, Happening happening) {
    try {
      file.append(List.of(happening));
      return true;
    } catch (IOException e) {
      if (isWell) {
        context.getLog().warn("events cannot be kept until this is mended: {}", e.toString());
      }
      return false;
    }
  }

  private List<Happening> recall(Query query) {
    try {
      return file.read(query::wants, query.most());
    } catch (IOException | UncheckedIOException e) {
      context.getLog().warn("kept events cannot be read: {}", e.toString());
      return List.of();
    }
  }
}
