package dev.troupe.os;

import java.util.List;
import java.util.Optional;

/** The machine's processes as they are now. Blocks while it reads; for any thread. */
public interface ProcessTable {

  /** One process; empty if there is none of that number. */
  Optional<ProcStat> stat(long pid);

  /** All processes, zombies included. */
  List<ProcStat> all();

  /** A variable of the environment a process was started with; empty if it cannot be known. */
  Optional<String> variable(long pid, String name);
}
