package dev.troupe.supervision;

import dev.troupe.supervision.surroundings.Surroundings;
import dev.troupe.supervision.usage.UsageHistory;
import dev.troupe.supervision.usage.UsageSampler;
import dev.troupe.supervision.usage.UsageSampler.Measured;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Has what children use measured, and kept for an hour. */
record Measuring(ActorRef<UsageHistory.Command> history, ActorRef<UsageSampler.Command> sampler) {

  /** By actors of its own. */
  static Measuring in(ActorContext<?> context, Surroundings around) {
    var near = DispatcherSelector.sameAsParent();
    var sampler = UsageSampler.create(around.machine().usage(), around.blocking());
    return new Measuring(
        context.spawn(UsageHistory.create(around.clock()), "usage-history", near),
        context.spawn(sampler, "usage-sampler", near));
  }

  /** All that run, if there are any. */
  void begin(Roster roster, ActorRef<Measured> replyTo) {
    var trees = roster.trees();
    if (!trees.isEmpty()) {
      sampler.tell(new UsageSampler.Measure(trees, replyTo));
    }
  }

  /** The roster with what was measured. */
  Roster keep(Roster roster, Measured measured) {
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
}
