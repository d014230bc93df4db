package dev.troupe.supervision;

import dev.troupe.model.Event;
import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Tells events to whoever subscribed. */
public final class Announcer {

  public sealed interface Command {}

  /** From now on; until the subscriber ends. */
  public record Subscribe(ActorRef<Event> subscriber) implements Command {}

  /** To all subscribers. */
  public record Announce(Event event) implements Command {}

  private final ActorContext<Command> context;

  private Announcer(ActorContext<Command> context) {
    this.context = context;
  }

  /** Without subscribers. */
  public static Behavior<Command> create() {
    return Behaviors.setup(context -> new Announcer(context).become(Set.of()));
  }

  private Behavior<Command> become(Set<ActorRef<Event>> subscribers) {
    return Behaviors.receive(
        (_, command) ->
            switch (command) {
              case Subscribe(var subscriber) -> {
                context.watch(subscriber);
                yield become(with(subscribers, subscriber));
              }
              case Announce(var event) -> {
                subscribers.forEach(subscriber -> subscriber.tell(event));
                yield Behaviors.same();
              }
            },
        (_, signal) ->
            signal instanceof Terminated gone
                ? become(without(subscribers, gone.getRef()))
                : Behaviors.same());
  }

  private static Set<ActorRef<Event>> with(Set<ActorRef<Event>> all, ActorRef<Event> one) {
    var more = new HashSet<>(all);
    more.add(one);
    return Set.copyOf(more);
  }

  private static Set<ActorRef<Event>> without(Set<ActorRef<Event>> all, ActorRef<Void> one) {
    var fewer = new HashSet<>(all);
    fewer.removeIf(subscriber -> subscriber.path().equals(one.path()));
    return Set.copyOf(fewer);
  }
}
