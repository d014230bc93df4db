package dev.troupe.supervision.journal;

import dev.troupe.model.Event;
import dev.troupe.model.Happening;
import dev.troupe.model.Tally;
import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Numbers events, counts them, has them kept, and tells them to whoever subscribed. */
public final class Announcer {

  public sealed interface Command {}

  /** From now on; until the subscriber ends. */
  public record Subscribe(ActorRef<Happening> subscriber) implements Command {}

  /**
   * Asks for what has happened by now.
   *
   * @param subscriber hears what happens from now on, as after {@link Subscribe}; null for nobody
   */
  public record Recall(
      Journal.Query query,
      @Nullable ActorRef<Happening> subscriber,
      ActorRef<Journal.Recalled> replyTo)
      implements Command {}

  /** Asks how often what has happened since the daemon was started. */
  public record Count(ActorRef<Tally> replyTo) implements Command {}

  /** To all subscribers. */
  public record Announce(Event event) implements Command {}

  private final ActorRef<Journal.Command> journal;
  private final ActorContext<Command> context;
  private final Tallies tallies = new Tallies();

  private Announcer(ActorRef<Journal.Command> journal, ActorContext<Command> context) {
    this.journal = journal;
    this.context = context;
  }

  /**
   * Without subscribers.
   *
   * @param last number of the last event
   * @param journal keeps all that is announced
   */
  public static Behavior<Command> create(long last, ActorRef<Journal.Command> journal) {
    return Behaviors.setup(context -> new Announcer(journal, context).become(last, Set.of()));
  }

  private Behavior<Command> become(long last, Set<ActorRef<Happening>> subscribers) {
    return Behaviors.receive(
        (_, command) ->
            switch (command) {
              case Subscribe(var subscriber) -> become(last, with(subscribers, subscriber));
              case Recall(var query, var subscriber, var replyTo) -> {
                journal.tell(new Journal.Recall(query, replyTo));
                yield subscriber == null
                    ? Behaviors.same()
                    : become(last, with(subscribers, subscriber));
              }
              case Count(var replyTo) -> {
                replyTo.tell(tallies.tally());
                yield Behaviors.same();
              }
              case Announce(var event) -> {
                tallies.count(event);
                var happening = new Happening(last + 1, event);
                journal.tell(new Journal.Keep(happening));
                subscribers.forEach(subscriber -> subscriber.tell(happening));
                yield become(last + 1, subscribers);
              }
            },
        (_, signal) ->
            signal instanceof Terminated gone
                ? become(last, without(subscribers, gone.getRef()))
                : Behaviors.same());
  }

  private Set<ActorRef<Happening>> with(Set<ActorRef<Happening>> all, ActorRef<Happening> one) {
    context.watch(one);
    var more = new HashSet<>(all);
    more.add(one);
    return Set.copyOf(more);
  }

  private static Set<ActorRef<Happening>> without(
      Set<ActorRef<Happening>> all, ActorRef<Void> one) {
    var fewer = new HashSet<>(all);
    fewer.removeIf(subscriber -> subscriber.path().equals(one.path()));
    return Set.copyOf(fewer);
  }
}
