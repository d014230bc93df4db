package dev.troupe.os.portable;

import dev.troupe.os.ProcessId;
import dev.troupe.os.ProcessTable;
import dev.troupe.os.SharedTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Signals by the shell's own {@code kill}, right after having looked who the processes are. */
final class KillCommand implements SharedTree.SafeSignal {
  private final ProcessTable table;

  KillCommand(ProcessTable table) {
    this.table = table;
  }

  @Override
  public void send(Collection<ProcessId> processes, int number) {
    var command =
        new ArrayList<String>(List.of("/bin/sh", "-c", "kill -" + number + " \"$@\"", "sh"));
    int words = command.size();
    for (var process : processes) {
      if (table.stat(process.pid()).filter(stat -> stat.id().equals(process)).isPresent()) {
        command.add(Long.toString(process.pid()));
      }
    }
    if (command.size() > words) {
      Tool.succeeds(command);
    }
  }

  /** To one process that is known to be alive and not reaped. */
  static boolean send(long pid, int number) {
    return Tool.succeeds(List.of("/bin/sh", "-c", "kill -" + number + " " + pid));
  }
}
