package dev.troupe.os.linux;

import dev.troupe.os.ProcStat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ended processes that this one has inherited as the first of its pid namespace (a container's pid
 * 1): the kernel keeps each of them until its parent, which is this process now, has asked for its
 * exit status.
 *
 * <p>Never asks for a child's of its own: the engine's are known here, Java's (helpers such as
 * {@code node} reading a file) run in this process' own session, and an app's descendants do not,
 * since each app leads one.
 */
final class Orphans {
  private final ProcFiles proc;
  private final long self = ProcessHandle.current().pid();
  private final Set<Long> children = ConcurrentHashMap.newKeySet();

  Orphans(ProcFiles proc) {
    this.proc = proc;
  }

  /** A child of the engine's. Called before anybody can sweep. */
  void spare(long pid) {
    children.add(pid);
  }

  /** It has been reaped. */
  void forget(long pid) {
    children.remove(pid);
  }

  /**
   * Reaps those that have ended. No launch may be under way.
   *
   * @return how many
   */
  int sweep() {
    if (!Libc.hasEndedChild()) {
      return 0;
    }
    long session = proc.stat(self).map(ProcStat::session).orElse(0L);
    int reaped = 0;
    for (var process : proc.all()) {
      if (isOrphan(process, session) && Libc.reap(process.pid())) {
        reaped++;
      }
    }
    return reaped;
  }

  private boolean isOrphan(ProcStat process, long session) {
    return process.parent() == self
        && !process.isAlive()
        && process.session() != session
        && !children.contains(process.pid());
  }
}
