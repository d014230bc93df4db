package dev.troupe.os.portable;

import dev.troupe.os.EngineInfo;
import dev.troupe.os.Machine;
import dev.troupe.os.NetworkProber;
import dev.troupe.os.NoSockets;
import dev.troupe.os.ProcessTable;
import dev.troupe.os.SharedTree;
import dev.troupe.os.TreeUsage;
import dev.troupe.os.Uptime;
import dev.troupe.os.UsageProbe;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process engine on what every Java has: for machines without Linux' own calls. It needs a
 * thread per pipe and per child, its children have no session of their own, and they do not survive
 * writing while no daemon runs.
 */
public final class PortableEngine {
  private PortableEngine() {}

  /**
   * Starts the engine.
   *
   * @param pipesDirectory existing directory for the children's pipes, closed to other users
   * @param reason why this engine was chosen
   */
  public static Machine open(Path pipesDirectory, String reason) {
    boolean hasProc = Files.isReadable(Path.of("/proc/self/stat"));
    ProcessTable table = hasProc ? new ProcFolder() : new HandleTable();
    UsageProbe usage = hasProc ? ticks(table) : new PsUsage();
    return new Machine(
        new PortableLauncher(table, pipesDirectory, new EngineInfo("portable", reason)),
        new SharedTree(table, new KillCommand(table)),
        usage,
        new NoSockets(
            "the portable process engine cannot hand sockets to children: bind in the program"),
        new NetworkProber());
  }

  private static UsageProbe ticks(ProcessTable table) {
    long ticksPerSecond = constant("CLK_TCK", 100);
    return new TreeUsage(
        table, () -> Uptime.ticks(ticksPerSecond), ticksPerSecond, constant("PAGESIZE", 4096));
  }

  /** A constant of the machine; its usual value where getconf(1) is missing. */
  private static long constant(String name, long usual) {
    var text = Tool.output("getconf", name).strip();
    return text.isEmpty() ? usual : Long.parseLong(text);
  }
}
