package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.policy.RestartHistory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One app: what is wanted of it, and the instances that fill its slots. */
public final class App {

  public sealed interface Command {}

  /**
   * Fills slots with new instances.
   *
   * @param start false leaves them stopped
   * @param replyTo hears of each
   */
  record Fill(List<Phase.Identity> slots, boolean start, ActorRef<Instance.Reply> replyTo)
      implements Command {}

  /** From now on this is wanted; running children change with their next start. */
  record Want(AppSpec spec) implements Command {}

  /** Hands a request to one instance; refused if there is none of that id (any more). */
  record ToInstance(int id, Instance.Request request) implements Command {}

  /** Nobody knows this app any longer, nothing more will come. */
  record Leave() implements Command {}

  /** What an instance tells of itself. */
  sealed interface FromInstance extends Command {}

  /** It looks different now. */
  record Changed(Numbered instance) implements FromInstance {}

  /** It was deleted, or its actor has broken. */
  record Ended(int id) implements FromInstance {}

  private record State(AppSpec spec, Map<Integer, ActorRef<Instance.Command>> instances) {
    State wanting(AppSpec newSpec) {
      return new State(newSpec, instances);
    }

    State with(Map<Integer, ActorRef<Instance.Command>> added) {
      var all = new HashMap<>(instances);
      all.putAll(added);
      return new State(spec, Map.copyOf(all));
    }

    State without(int id) {
      var rest = new HashMap<>(instances);
      rest.remove(id);
      return new State(spec, Map.copyOf(rest));
    }
  }

  private final Surroundings around;
  private final long key;
  private final ActorRef<Supervisor.FromApp> owner;
  private final ActorContext<Command> context;

  private App(
      Surroundings around,
      long key,
      ActorRef<Supervisor.FromApp> owner,
      ActorContext<Command> context) {
    this.around = around;
    this.key = key;
    this.owner = owner;
    this.context = context;
  }

  /** An app without instances yet. */
  static Behavior<Command> create(
      Surroundings around, long key, AppSpec spec, ActorRef<Supervisor.FromApp> owner) {
    return Behaviors.setup(
        context -> new App(around, key, owner, context).become(new State(spec, Map.of())));
  }

  private Behavior<Command> become(State state) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Fill fill -> become(fill(state, fill));
              case Want(var spec) -> become(state.wanting(spec));
              case ToInstance(int id, var request) -> {
                route(state, id, request);
                yield Behaviors.same();
              }
              case Changed(var instance) -> {
                owner.tell(new Supervisor.InstanceChanged(key, instance));
                yield Behaviors.same();
              }
              case Ended(int id) -> become(ended(state, id));
              case Leave _ -> Behaviors.stopped();
            });
  }

  private State fill(State state, Fill fill) {
    var added = new HashMap<Integer, ActorRef<Instance.Command>>();
    for (var identity : fill.slots()) {
      var behavior =
          Instance.create(
              around,
              state.spec(),
              identity,
              RestartHistory.begun(around.clock().instant()),
              context.getSelf().narrow());
      var instance = context.spawn(behavior, "instance-" + identity.id());
      context.watchWith(instance, new Ended(identity.id()));
      if (fill.start()) {
        instance.tell(new Instance.Start(state.spec(), fill.replyTo()));
      } else {
        instance.tell(new Instance.Reset(fill.replyTo()));
      }
      added.put(identity.id(), instance);
    }
    return state.with(added);
  }

  private static void route(State state, int id, Instance.Request request) {
    var instance = state.instances().get(id);
    if (instance == null) {
      request.replyTo().tell(new Instance.Reply.Refused(id, "%d was deleted".formatted(id)));
    } else {
      instance.tell(request);
    }
  }

  private State ended(State state, int id) {
    var instance = state.instances().get(id);
    if (instance == null) {
      return state;
    }
    instance.tell(new Instance.Leave());
    owner.tell(new Supervisor.InstanceEnded(key, id));
    return state.without(id);
  }
}
