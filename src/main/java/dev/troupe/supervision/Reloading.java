package dev.troupe.supervision;

import dev.troupe.model.ReloadReport;
import dev.troupe.supervision.App.BeginReload;
import dev.troupe.supervision.App.CancelReload;
import dev.troupe.supervision.App.Command;
import dev.troupe.supervision.App.ReloadEnded;
import dev.troupe.supervision.App.StartReplacement;
import dev.troupe.supervision.App.State;
import dev.troupe.supervision.Generations.Member;
import dev.troupe.supervision.instance.Instance;
import dev.troupe.supervision.instance.Instance.Reply.Refused;
import dev.troupe.supervision.saved.Ledger;
import dev.troupe.supervision.surroundings.Surroundings;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * An app's part in its reload: begins it, does what the {@link Reload} under way asks for, and ends
 * it. To be used by the app's actor alone.
 */
record Reloading(
    Surroundings around,
    long key,
    ActorRef<Supervisor.FromApp> owner,
    ActorContext<Command> context,
    Renewals renewals,
    Births births) {

  State begin(State state, BeginReload request) {
    var asked = new TreeMap<Integer, Member>();
    for (int id : request.ids()) {
      var instance = state.all().visible(id);
      if (instance == null || state.rollout() != null) {
        request.replyTo().tell(Refused.deleted(id));
      } else {
        asked.put(id, instance);
      }
    }
    if (asked.isEmpty()) {
      var report = ReloadReport.cancelled(around.clock().instant(), "all instances have ended");
      owner.tell(new Supervisor.ReloadEnded(key, report, state.spec()));
      return state;
    }
    return begin(state, request, asked);
  }

  private State begin(State state, BeginReload request, SortedMap<Integer, Member> asked) {
    var before = state.spec();
    if (request.reason() != null) {
      asked.keySet().forEach(id -> renewals.announce(before, id, request.reason()));
    }
    boolean differs = !before.withInstances(request.spec().instances()).equals(request.spec());
    var order = new Reload.Order(request.spec(), Rollout.slots(asked), request.maxSurge(), differs);
    var session =
        context.spawnAnonymous(
            Reload.create(around, order, context.getSelf()), DispatcherSelector.sameAsParent());
    var now = around.clock().instant();
    var broken = ReloadReport.cancelled(now, "it has broken off, see the daemon's log");
    context.watchWith(session, new ReloadEnded(session, broken));
    return state.wanting(request.spec()).with(Rollout.begin(session, before, asked, request));
  }

  static State cancel(State state, CancelReload request) {
    if (state.rollout() != null) {
      state.rollout().session().tell(new Reload.Cancel("by command"));
      return state.with(state.rollout().holding(request));
    }
    for (int id : request.ids()) {
      var instance = state.all().visible(id);
      request
          .replyTo()
          .tell(
              instance == null
                  ? Refused.deleted(id)
                  : new Instance.Reply.Settled(instance.shown()));
    }
    return state;
  }

  State replace(State state, StartReplacement request) {
    var place = state.all().place(request.id());
    if (place == null || place.isClosing() || state.rollout() == null) {
      request.replyTo().tell(Refused.deleted(request.id()));
      return state;
    }
    var spec =
        switch (request.version()) {
          case NEW -> state.spec();
          case OLD -> state.rollout().before().withInstances(state.spec().instances());
        };
    var replacement = births.replace(place, spec, state.rollout().reason());
    replacement.ref().tell(new Instance.Try(spec, request.replyTo()));
    return state.with(state.all().replacing(place, replacement));
  }

  State retire(State state, int id, ActorRef<Instance.Reply> replyTo) {
    var place = state.all().place(id);
    var replacement = place == null ? null : place.replacement();
    if (place == null || replacement == null) {
      replyTo.tell(Refused.deleted(id));
      return state;
    }
    owner.tell(new Supervisor.InstanceChanged(key, replacement.shown()));
    place.visible().ref().tell(new Instance.Retire(replyTo));
    return state.with(state.all().switched(place, replacement));
  }

  State abandon(State state, int id, ActorRef<Instance.Reply> replyTo) {
    var place = state.all().place(id);
    var replacement = place == null ? null : place.replacement();
    if (place == null || replacement == null) {
      replyTo.tell(Refused.deleted(id));
      return state;
    }
    replacement.ref().tell(new Instance.Abandon(replyTo));
    return state.with(state.all().withoutReplacement(place, replacement));
  }

  /** The reload goes on without this slot. */
  State leaveOut(State state, int id) {
    var place = state.all().place(id);
    if (state.rollout() == null || place == null) {
      return state;
    }
    state.rollout().session().tell(new Reload.SlotGone(place.visible().identity().slot()));
    return abandon(state, id, context.getSystem().ignoreRef());
  }

  /** What had to wait comes before all that others may ask for now. */
  State reloadEnded(State state, ActorRef<Reload.Command> session, ReloadReport report) {
    var rollout = state.rollout();
    if (rollout == null || !rollout.session().equals(session)) {
      return state;
    }
    rollout.held().forEach(context.getSelf()::tell);
    var wanted = rollout.wanted(state.spec(), report);
    owner.tell(new Supervisor.ReloadEnded(key, report, wanted));
    around.ledger().note(new Ledger.Entry.Reloaded(key, report));
    rollout.answer(state.all(), report);
    return new State(wanted, state.all(), null);
  }
}
