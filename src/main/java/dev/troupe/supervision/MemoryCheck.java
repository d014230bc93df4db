package dev.troupe.supervision;

import dev.troupe.model.InstanceState;
import dev.troupe.model.RestartReason;
import dev.troupe.model.Usage;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.MemoryLimit;
import dev.troupe.supervision.instance.Instance;
import dev.troupe.supervision.instance.Numbered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Renews instances that use more memory than their app allows: by a reload if that leaves no gap.
 *
 * @param nobody hears what comes of reloads
 */
record MemoryCheck(ActorRef<Instance.Reply> nobody) {

  /**
   * Renews what uses too much.
   *
   * @param usage what was measured, by the first process of each tree
   * @return the roster, knowing of reloads that have begun
   */
  Roster renew(Roster roster, Map<ProcessId, Usage> usage) {
    var after = roster;
    for (var entry : roster.apps().values()) {
      if (!entry.isReloading()) {
        after = renew(after, entry, usage);
      }
    }
    return after;
  }

  /** Too large an instance. */
  private record Excess(int id, long used, RestartReason reason) {}

  private Roster renew(Roster roster, Roster.Entry entry, Map<ProcessId, Usage> usage) {
    var spec = entry.spec();
    var excesses = new ArrayList<Excess>();
    for (var one : entry.instances().values()) {
      long used = used(one, usage);
      MemoryLimit.excess(spec.limits(), used)
          .ifPresent(reason -> excesses.add(new Excess(one.snapshot().id(), used, reason)));
    }
    if (excesses.isEmpty() || !Reloads.isGapless(spec, spec)) {
      excesses.forEach(one -> entry.app().tell(new App.Renew(one.id(), one.reason())));
      return roster;
    }
    return reload(roster, entry, largest(excesses));
  }

  /** What was not measured, or is on its way in or out, uses nothing. */
  private static long used(Numbered one, Map<ProcessId, Usage> usage) {
    var root = one.process();
    return root == null || one.snapshot().state() != InstanceState.ONLINE
        ? 0
        : usage.getOrDefault(root, Usage.NONE).memoryBytes();
  }

  /** One after the other: the next one is found by the next look. */
  private static Excess largest(List<Excess> excesses) {
    return excesses.stream()
        .reduce((one, other) -> other.used() > one.used() ? other : one)
        .orElseThrow();
  }

  private Roster reload(Roster roster, Roster.Entry entry, Excess one) {
    var spec = entry.spec();
    var ids = List.of(one.id());
    entry.app().tell(new App.BeginReload(ids, spec, 1, one.reason(), nobody));
    return roster.with(entry.reloading(spec));
  }
}
