package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.policy.RestartHistory;
import dev.troupe.supervision.Generations.Member;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Makes the {@link Instance} actors of an {@link App}, which hears of their end. */
record Births(Surroundings around, ActorContext<App.Command> context) {

  Member spawn(Phase.Identity identity, AppSpec spec, RestartHistory history) {
    var behavior = Instance.create(around, spec, identity, history, context.getSelf().narrow());
    var ref = spawn(identity, behavior);
    return new Member(identity, ref, Phase.unborn(spec, identity, history).numbered(0));
  }

  /** Those that an earlier daemon has left. */
  Generations resume(Heritage.App former) {
    var all = Generations.NONE;
    for (var heir : former.visible().values()) {
      all = all.resumed(resume(heir), heir.saved().isLeaving());
    }
    for (var heir : former.leaving()) {
      all = all.resumedLeaving(resume(heir));
    }
    return all;
  }

  private Member resume(Heir heir) {
    var identity = heir.saved().identity();
    var behavior = Instance.resume(around, NodeLink::create, heir, context.getSelf().narrow());
    var ref = spawn(identity, behavior);
    return new Member(identity, ref, heir.phase(around.home()).numbered(0));
  }

  private ActorRef<Instance.Command> spawn(
      Phase.Identity identity, Behavior<Instance.Command> behavior) {
    var name = "instance-%d-g%d".formatted(identity.id(), identity.generation());
    var ref = context.spawn(behavior, name, DispatcherSelector.sameAsParent());
    context.watchWith(ref, new App.Ended(identity));
    return ref;
  }
}
