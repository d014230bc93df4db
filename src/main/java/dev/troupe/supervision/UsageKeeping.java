package dev.troupe.supervision;

import dev.troupe.supervision.surroundings.Surroundings;
import dev.troupe.supervision.usage.UsageHistory;
import dev.troupe.supervision.usage.UsageSampler;
import dev.troupe.supervision.usage.UsageSampler.Measured;
import java.time.InstantSource;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * Has what children use measured, kept for an hour, shown in listings, and held against limits.
 *
 * @param owner hears what was measured
 */
record UsageKeeping(
    InstantSource clock,
    ActorRef<UsageHistory.Command> history,
    ActorRef<UsageSampler.Command> sampler,
    MemoryCheck memoryCheck,
    ActorRef<Measured> owner) {

  /** By actors of its own. */
  static UsageKeeping in(
      ActorContext<Supervisor.Command> context,
      Surroundings around,
      Function<Measured, Supervisor.Command> measured) {
    var near = DispatcherSelector.sameAsParent();
    var sampler = UsageSampler.create(around.machine().usage(), around.blocking());
    return new UsageKeeping(
        around.clock(),
        context.spawn(UsageHistory.create(around.clock()), "usage-history", near),
        context.spawn(sampler, "usage-sampler", near),
        new MemoryCheck(context.getSystem().ignoreRef()),
        context.messageAdapter(Measured.class, measured::apply));
  }

  /** All that run, if there are any. */
  void begin(Roster roster) {
    var trees = roster.trees();
    if (!trees.isEmpty()) {
      sampler.tell(new UsageSampler.Measure(trees, owner));
    }
  }

  /** The roster with what was measured. */
  private Roster keep(Roster roster, Measured measured) {
    var newer = roster.measured(measured.usage());
    history.tell(newer.sample());
    return newer;
  }

  void recall(Roster roster, Supervisor.RecallUsage request) {
    var subjects = Listings.subjects(roster, request.target());
    history.tell(new UsageHistory.Recall(subjects, request.replyTo()));
  }

  void weigh(Roster roster, Supervisor.WeighMemory request) {
    var members = Listings.members(roster, request.target());
    var ids = members.stream().map(Roster.Member::id).toList();
    sampler.tell(new UsageSampler.Weigh(ids, roster.trees(members), request.replyTo()));
  }

  /** Answers with what was measured just now, or will be. */
  Supervisor.State list(Supervisor.State state, Supervisor.ListApps request) {
    var roster = state.roster();
    var listings = state.listings();
    if (listings.isFresh(clock.instant()) || roster.trees().isEmpty()) {
      Listings.answer(roster, request);
      return state;
    }
    if (listings.waiting().isEmpty()) {
      begin(roster);
    }
    return state.with(listings.and(request));
  }

  /** Shows what was measured to those who wait for it, and renews who uses too much. */
  Supervisor.State sampled(Supervisor.State state, Measured measured) {
    var roster = keep(state.roster(), measured);
    var listings = state.listings().answer(roster, clock.instant());
    var looked = state.closing() ? roster : memoryCheck.renew(roster, measured.usage());
    return new Supervisor.State(looked, listings, state.closing());
  }
}
