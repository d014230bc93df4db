package dev.troupe.os;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who stems from whom, at one moment. Pure: told all processes, it answers any number of questions.
 */
final class Families {

  private final List<ProcStat> all;
  private final long self;
  private final Map<Long, ProcStat> byPid = new HashMap<>();
  private final Map<Long, List<ProcStat>> byParent = new HashMap<>();
  private final Map<Long, List<ProcStat>> bySession = new HashMap<>();

  /**
   * Takes down who there is.
   *
   * @param self this very process, which belongs to nobody: a daemon that one of its own children
   *     has started carries that child's marker
   */
  Families(List<ProcStat> all, long self) {
    this.all = all;
    this.self = self;
    for (var process : all) {
      byPid.put(process.pid(), process);
      byParent.computeIfAbsent(process.parent(), _ -> new ArrayList<>()).add(process);
      bySession.computeIfAbsent(process.session(), _ -> new ArrayList<>()).add(process);
    }
  }

  /**
   * All members of each family, dead ones included, in no order.
   *
   * @param marker looks up a process' {@value ProcessTree#MARKER}; asked only for those that may
   *     have left their family
   */
  Map<Family, Set<ProcStat>> members(
      Collection<Family> wanted, Function<ProcStat, Optional<String>> marker) {
    var families = new LinkedHashMap<Family, Set<ProcStat>>();
    Set<ProcStat> known = identitySet();
    for (var family : wanted) {
      Set<ProcStat> members = identitySet();
      gather(sessionOf(family.root()), members);
      families.put(family, members);
      known.addAll(members);
    }
    var strays = strays(known, marker);
    families.forEach(
        (family, members) -> gather(strays.getOrDefault(family.marker(), List.of()), members));
    return families;
  }

  /** Each process is in the table once. */
  private static Set<ProcStat> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** The root and its session, unless the root's number has passed to another process. */
  private List<ProcStat> sessionOf(ProcessId root) {
    var holder = byPid.get(root.pid());
    if (holder != null && holder.startTicks() != root.startTicks()) {
      return List.of();
    }
    var seeds = new ArrayList<>(bySession.getOrDefault(root.pid(), List.of()));
    if (holder != null) {
      seeds.add(holder);
    }
    return seeds;
  }

  private void gather(List<ProcStat> seeds, Set<ProcStat> family) {
    var open = new ArrayDeque<>(seeds);
    while (!open.isEmpty()) {
      var process = open.pop();
      if (process.pid() != self && family.add(process)) {
        open.addAll(byParent.getOrDefault(process.pid(), List.of()));
      }
    }
  }

  private Map<String, List<ProcStat>> strays(
      Set<ProcStat> known, Function<ProcStat, Optional<String>> marker) {
    var strays = new HashMap<String, List<ProcStat>>();
    for (var process : all) {
      if (!known.contains(process) && mayBeStray(process)) {
        marker
            .apply(process)
            .ifPresent(value -> strays.computeIfAbsent(value, _ -> new ArrayList<>()).add(process));
      }
    }
    return strays;
  }

  /**
   * Who left its family has a session other than its root's and has lost its parent: the one it has
   * now, init or another reaper, is of another session. Its descendants are found through it.
   */
  private boolean mayBeStray(ProcStat process) {
    if (process.environment() == 0 || !process.isAlive()) {
      return false;
    }
    var parent = byPid.get(process.parent());
    return parent == null || parent.session() != process.session();
  }

  /** The living ones, descendants before ancestors. */
  List<ProcessId> descendantsFirst(Set<ProcStat> family) {
    var living = new ArrayList<ProcStat>(family.size());
    for (var process : family) {
      if (process.isAlive()) {
        living.add(process);
      }
    }
    living.sort(Comparator.comparingInt(this::depth).reversed());
    return living.stream().map(ProcStat::id).toList();
  }

  /** Number of ancestors; bounded, as the processes were not all looked at in the same instant. */
  private int depth(ProcStat process) {
    int depth = 0;
    var ancestor = byPid.get(process.parent());
    while (ancestor != null && depth < all.size()) {
      depth++;
      ancestor = byPid.get(ancestor.parent());
    }
    return depth;
  }
}
