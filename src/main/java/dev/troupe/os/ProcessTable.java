package dev.troupe.os;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The machine's processes as they are now. Blocks while it reads; for any thread. */
public interface ProcessTable {

  /** One process; empty if there is none of that number. */
  Optional<ProcStat> stat(long pid);

  /** All processes, zombies included. */
  List<ProcStat> all();

  /** A variable of the environment a process was started with; empty if it cannot be known. */
  Optional<String> variable(long pid, String name);

  /** How many descriptors a process has open; empty if that cannot be known. */
  OptionalInt openFiles(long pid);

  /**
   * Memory of a process in bytes, in which a page counts as a part only if others have it too (PSS
   * of proc_pid_smaps(5)); empty if that cannot be known. Takes the kernel a millisecond and more.
   */
  OptionalLong proportionalBytes(long pid);
}
