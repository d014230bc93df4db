package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.model.InstanceState;
import dev.troupe.model.RestartReason;
import dev.troupe.model.RestartReason.Cause;
import dev.troupe.policy.Jobs;
import dev.troupe.supervision.Generations.Member;
import dev.troupe.supervision.instance.Instance;
import dev.troupe.supervision.surroundings.Surroundings;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Starts an {@link App}'s instances unasked, and says why. */
record Renewals(
    Surroundings around,
    long key,
    ActorRef<Supervisor.FromApp> owner,
    ActorContext<App.Command> context) {

  private static final String CARETAKER = "caretaker";

  /** From now on this is wanted: its caretaker, if it needs one, acts by it. */
  void follow(AppSpec spec) {
    var present = context.getChild(CARETAKER);
    if (present.isPresent()) {
      present.get().<Caretaker.Command>unsafeUpcast().tell(new Caretaker.Follow(spec));
    } else if (Caretaker.isNeeded(spec)) {
      context.spawn(
          Caretaker.create(around, key, spec, context.getSelf(), owner),
          CARETAKER,
          DispatcherSelector.sameAsParent());
    }
  }

  void renew(AppSpec spec, Generations all, App.Unasked request) {
    switch (request) {
      case App.Renew(int id, var reason) -> {
        var member = all.visible(id);
        if (member != null) {
          renew(spec, member, reason);
        }
      }
      case App.RenewAll(var reason) ->
          meant(spec, all.visible(), reason.cause()).forEach(member -> renew(spec, member, reason));
    }
  }

  /** Files start what was stopped only if nothing runs: then all have ended by themselves. */
  private List<Member> meant(AppSpec spec, List<Member> all, Cause cause) {
    boolean noneRuns = all.stream().allMatch(member -> isIdle(state(member)));
    return all.stream()
        .filter(
            member ->
                switch (cause) {
                  case SCHEDULE -> mayStart(spec, member);
                  case FILES -> noneRuns || state(member) != InstanceState.STOPPED;
                  case MEMORY -> true;
                })
        .toList();
  }

  private static InstanceState state(Member member) {
    return member.shown().snapshot().state();
  }

  private void renew(AppSpec spec, Member member, RestartReason reason) {
    announce(spec, member.identity().id(), reason);
    ActorRef<Instance.Reply> nobody = context.getSystem().ignoreRef();
    member.ref().tell(new Instance.Start(spec, reason, nobody));
  }

  void announce(AppSpec spec, int id, RestartReason reason) {
    context.getLog().info("App [{}:{}] is started anew: {}", spec.name(), id, reason.detail());
    var now = around.clock().instant();
    around.announce().accept(new Event.Restarting(now, spec.name(), id, reason));
  }

  private boolean mayStart(AppSpec spec, Member member) {
    boolean mayStart = Jobs.mayStart(spec, isIdle(state(member)));
    if (!mayStart) {
      context
          .getLog()
          .warn(
              "App [{}:{}] is due and still runs: this run is left out (concurrency: forbid)",
              spec.name(),
              member.identity().id());
    }
    return mayStart;
  }

  private static boolean isIdle(InstanceState state) {
    return switch (state) {
      case STOPPED, ERRORED -> true;
      case LAUNCHING, ONLINE, PAUSED, STOPPING, WAITING_RESTART -> false;
    };
  }
}
