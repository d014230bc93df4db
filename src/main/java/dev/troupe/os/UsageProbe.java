package dev.troupe.os;

import dev.troupe.model.Usage;
import java.util.Collection;
import java.util.Map;

/** Measures processes. Blocks while it reads: call it off the actor, from one thread at a time. */
public interface UsageProbe {

  /**
   * What each process uses now; those that have ended are left out. CPU is the share since this
   * probe's previous look at the same process, at the first look since the process began.
   */
  Map<ProcessId, Usage> measure(Collection<ProcessId> processes);
}
