package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.model.RestartReason;
import dev.troupe.policy.RestartHistory;
import dev.troupe.supervision.Generations.Member;
import dev.troupe.supervision.Generations.Place;
import dev.troupe.supervision.instance.Heir;
import dev.troupe.supervision.instance.Instance;
import dev.troupe.supervision.instance.Phase;
import dev.troupe.supervision.saved.Identity;
import dev.troupe.supervision.surroundings.Surroundings;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Instance} actors of an {@link App}, which hears of their end. */
record Births(
    Surroundings around, ActorContext<App.Command> context, ActorRef<Instance.Notice> notices) {

  Member spawn(Identity identity, AppSpec spec, RestartHistory history) {
    var behavior = Instance.create(around, spec, identity, history, notices);
    var ref = spawn(identity, behavior);
    return new Member(identity, ref, Phase.unborn(spec, identity, history).numbered(0));
  }

  /** The one that others see from when it is ready. What was asked for that holds for this. */
  Member replace(Place place, AppSpec spec, @Nullable RestartReason reason) {
    var history = place.history(around.clock().instant(), reason);
    var replacement = spawn(place.successor(), spec, history);
    var monitored = place.visible().shown().snapshot().monitored();
    if (monitored != null) {
      ActorRef<Instance.Reply> nobody = context.getSystem().ignoreRef();
      replacement.ref().tell(new Instance.Monitor(monitored, nobody));
    }
    return replacement;
  }

  /** Those that an earlier daemon has left. */
  Generations resume(Heritage.App former) {
    var all = Generations.NONE;
    for (var heir : former.visible().values()) {
      all = all.resumed(resume(heir), heir.saved().isLeaving());
    }
    for (var heir : former.leaving()) {
      var member = resume(heir);
      member.ref().tell(new Instance.Abandon(context.getSystem().ignoreRef()));
      all = all.resumedLeaving(member);
    }
    return all;
  }

  private Member resume(Heir heir) {
    var identity = heir.saved().identity();
    var behavior = Instance.resume(around, heir, notices);
    var ref = spawn(identity, behavior);
    return new Member(identity, ref, heir.phase(around.home()).numbered(0));
  }

  private ActorRef<Instance.Command> spawn(Identity identity, Behavior<Instance.Command> behavior) {
    var name = "instance-%d-g%d".formatted(identity.id(), identity.generation());
    var ref = context.spawn(behavior, name, DispatcherSelector.sameAsParent());
    context.watchWith(ref, new App.FromInstance(new Instance.Ended(identity)));
    return ref;
  }
}
