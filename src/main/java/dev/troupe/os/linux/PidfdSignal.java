package dev.troupe.os.linux;

import dev.troupe.os.ProcessId;
import dev.troupe.os.ProcessTable;
import dev.troupe.os.SharedTree;
import java.util.Collection;

/** Signals a process through a pidfd: whoever gets its number later is never hit. */
final class PidfdSignal implements SharedTree.SafeSignal {
  private static final int SIGKILL = 9;
  private static final int PROCESS_GROUP = 4;

  private final ProcessTable table;

  PidfdSignal(ProcessTable table) {
    this.table = table;
  }

  @Override
  public void send(Collection<ProcessId> processes, int number) {
    for (var process : processes) {
      send(process, number);
    }
  }

  private void send(ProcessId process, int number) {
    int pidfd = Libc.pidfdOpen(process.pid());
    if (pidfd < 0) {
      return;
    }
    try {
      // The pidfd is open by now: if the start time is right, it means this process for ever.
      if (table.stat(process.pid()).filter(stat -> stat.id().equals(process)).isPresent()) {
        send(pidfd, number);
      }
    } finally {
      Libc.close(pidfd);
    }
  }

  /**
   * SIGKILL goes to the group a process leads too, in one stroke: so it reaches those forked since
   * anybody looked. Kernels before 6.9 refuse that, and the next look finds them. Other signals
   * must not come twice.
   */
  private static void send(int pidfd, int number) {
    if (number == SIGKILL) {
      Libc.pidfdSendSignal(pidfd, number, PROCESS_GROUP);
    }
    Libc.pidfdSendSignal(pidfd, number, 0);
  }
}
