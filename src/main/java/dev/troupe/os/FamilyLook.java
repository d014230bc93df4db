package dev.troupe.os;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds families in the process table, look by look. For one thread at a time. */
final class FamilyLook {

  /** A process with one environment: an exec brings a new one. */
  private record Incarnation(ProcessId process, long environment) {}

  /**
   * What one look has found.
   *
   * @param all who was there
   * @param members of each family, dead ones included
   */
  record Found(Families all, Map<Family, Set<ProcStat>> members) {}

  private final ProcessTable table;
  private final long self = ProcessHandle.current().pid();

  /** An environment is read once, not at each look. */
  private Map<Incarnation, Optional<String>> markers = new HashMap<>();

  FamilyLook(ProcessTable table) {
    this.table = table;
  }

  Found at(Collection<Family> wanted) {
    var seen = new HashMap<Incarnation, Optional<String>>();
    var all = new Families(table.all(), self);
    var members =
        all.members(
            wanted,
            process ->
                seen.computeIfAbsent(
                    new Incarnation(process.id(), process.environment()), this::marker));
    markers = seen;
    return new Found(all, members);
  }

  private Optional<String> marker(Incarnation one) {
    var known = markers.get(one);
    return known == null ? table.variable(one.process().pid(), ProcessTree.MARKER) : known;
  }
}
