package dev.troupe.os.linux;

import dev.troupe.os.EngineInfo;
import dev.troupe.os.Machine;
import dev.troupe.os.SharedTree;
import dev.troupe.os.TickUsage;
import dev.troupe.os.Uptime;
import java.nio.file.Path;

/** The process engine on Linux' own system calls. */
public final class LinuxEngine {
  private static final int SIGCHLD = 17;
  private static final int SC_CLOCK_TICKS = 2;
  private static final int SC_PAGE_SIZE = 30;

  private LinuxEngine() {}

  /**
   * Starts the engine.
   *
   * @param pipesDirectory existing directory for the children's pipes, closed to other users
   * @param reason why this engine was chosen
   */
  public static Machine open(Path pipesDirectory, String reason) {
    // If it is ignored, as after some service managers' start, exit codes are lost.
    Libc.defaultAction(SIGCHLD);
    var proc = new ProcFiles();
    var loop = new EventLoop();
    loop.start();
    long ticksPerSecond = Libc.sysconf(SC_CLOCK_TICKS);
    return new Machine(
        new LinuxLauncher(loop, proc, pipesDirectory, new EngineInfo("linux", reason)),
        new SharedTree(proc, new PidfdSignal(proc)),
        new TickUsage(
            proc, () -> Uptime.ticks(ticksPerSecond), ticksPerSecond, Libc.sysconf(SC_PAGE_SIZE)));
  }
}
