package dev.troupe.os;

import dev.troupe.model.Usage;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;

/** Measures process trees. Blocks while it reads: call it off the actor, one call at a time. */
public interface UsageProbe {

  /**
   * What each tree uses now, by its root; those whose root has ended are left out. A process that
   * ends while it is looked at is left out of its tree. CPU is the share since this probe's
   * previous look at the same tree, at the first look since its root began.
   */
  Map<ProcessId, Usage> measure(Collection<Family> trees);

  /**
   * Memory of a tree in bytes, in which a page that processes share counts once in all (PSS); empty
   * if that cannot be known. Takes a millisecond and more for each process.
   */
  OptionalLong proportionalBytes(Family tree);
}
