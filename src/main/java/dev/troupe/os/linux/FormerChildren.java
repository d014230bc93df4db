package dev.troupe.os.linux;

import dev.troupe.os.FormerChild;
import dev.troupe.os.ProcStat;
import dev.troupe.os.ProcessId;
import dev.troupe.os.ProcessTable;
import dev.troupe.os.ProcessTree;
import dev.troupe.os.Takeover;
import java.util.Comparator;
import java.util.Optional;

/** Finds the children of an earlier daemon and takes them over. */
final class FormerChildren {
  private final EventLoop loop;
  private final ProcessTable table;

  FormerChildren(EventLoop loop, ProcessTable table) {
    this.loop = loop;
    this.table = table;
  }

  Takeover takeOver(FormerChild former, FifoPipes pipes) {
    return find(former).map(found -> takeOver(former, found, pipes)).orElseGet(Takeover.Gone::new);
  }

  /** The one that was known, or one that was started just after that was written down. */
  private Optional<ProcessId> find(FormerChild former) {
    var known = former.process();
    return known != null && isAlive(known, former.marker()) ? Optional.of(known) : search(former);
  }

  /** A program may overwrite its environment (setproctitle): then it has no marker. */
  private boolean isAlive(ProcessId process, String marker) {
    return table
            .stat(process.pid())
            .filter(stat -> stat.id().equals(process) && stat.isAlive())
            .isPresent()
        && table
            .variable(process.pid(), ProcessTree.MARKER)
            .filter(m -> !m.equals(marker))
            .isEmpty();
  }

  /** Every child leads a session, as descendants may; the first of them is the child. */
  private Optional<ProcessId> search(FormerChild former) {
    return table.all().stream()
        .filter(stat -> stat.isAlive() && stat.session() == stat.pid() && isChild(stat, former))
        .min(Comparator.comparingLong(ProcStat::startTicks))
        .map(ProcStat::id);
  }

  private boolean isChild(ProcStat stat, FormerChild former) {
    return has(stat, ProcessTree.MARKER, former.marker()) && launch(stat) >= former.launch();
  }

  private boolean has(ProcStat stat, String name, String value) {
    return table.variable(stat.pid(), name).filter(value::equals).isPresent();
  }

  private int launch(ProcStat stat) {
    return table
        .variable(stat.pid(), FormerChild.LAUNCH)
        .filter(number -> number.matches("\\d{1,9}"))
        .map(Integer::parseInt)
        .orElse(0);
  }

  private Takeover takeOver(FormerChild former, ProcessId process, FifoPipes pipes) {
    int pidfd = Libc.pidfdOpen(process.pid());
    if (pidfd < 0) {
      return pidfd == -Errno.ESRCH
          ? new Takeover.Gone()
          : new Takeover.Refused(process, "cannot watch it: " + Libc.message(-pidfd));
    }
    if (!isAlive(process, former.marker())) {
      Libc.close(pidfd);
      return new Takeover.Gone();
    }
    return takeOver(former, process, pidfd, pipes);
  }

  private Takeover takeOver(FormerChild former, ProcessId process, int pidfd, FifoPipes pipes) {
    var stdin = StdinPipe.reopen(loop, process.pid());
    var wiring = former.wiring();
    if (!wiring.hasChannel()) {
      return new Takeover.Taken(watched(process, pidfd, pipes, new Wires(stdin, null)));
    }
    int end = ChildEnds.daemonsEnd(wiring.sockets());
    int fd = HeldSockets.isSocket(process.pid(), end) ? Libc.pidfdGetfd(pidfd, end) : -Errno.EBADF;
    if (fd < 0) {
      var child = watched(process, pidfd, pipes, new Wires(stdin, null));
      return new Takeover.Deaf(child, "its message channel is out of reach: " + Libc.message(-fd));
    }
    var channel = LinuxChannel.reopen(loop, fd);
    return new Takeover.Taken(watched(process, pidfd, pipes, new Wires(stdin, channel)));
  }

  private LinuxChild watched(ProcessId process, int pidfd, FifoPipes pipes, Wires wires) {
    var child = new LinuxChild(loop, process, pidfd, pipes, wires);
    child.watch();
    return child;
  }
}
