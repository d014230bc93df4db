package dev.troupe.os.linux;

import dev.troupe.os.ChildFiles;
import dev.troupe.os.EngineInfo;
import dev.troupe.os.Machine;
import dev.troupe.os.NetworkProber;
import dev.troupe.os.SharedTree;
import dev.troupe.os.TreeUsage;
import dev.troupe.os.Uptime;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;

/** The process engine on Linux' own system calls. */
public final class LinuxEngine {
  private static final int SIGCHLD = 17;
  private static final int SC_CLOCK_TICKS = 2;
  private static final int SC_PAGE_SIZE = 30;

  private LinuxEngine() {}

  /** Why it cannot work on this machine; empty if it can. */
  public static Optional<String> obstacle() {
    if (!Machine64.isKnown()) {
      return Optional.of("it knows no processor " + System.getProperty("os.arch"));
    }
    try {
      return kernelObstacle();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of("native calls are refused: " + rootMessage(e));
    }
  }

  /**
   * Starts the engine.
   *
   * @param pipesDirectory existing directory for the children's pipes, closed to other users
   * @param files where notify sockets lie
   * @param reason why this engine was chosen
   */
  public static Machine open(Path pipesDirectory, ChildFiles files, String reason) {
    // If it is ignored, as after some service managers' start, exit codes are lost.
    Libc.defaultAction(SIGCHLD);
    var proc = new ProcFiles();
    var loop = new EventLoop();
    loop.start();
    long ticksPerSecond = Libc.sysconf(SC_CLOCK_TICKS);
    return new Machine(
        new LinuxLauncher(loop, proc, pipesDirectory, new EngineInfo("linux", reason)),
        new SharedTree(proc, new PidfdSignal(proc)),
        new TreeUsage(
            proc, () -> Uptime.ticks(ticksPerSecond), ticksPerSecond, Libc.sysconf(SC_PAGE_SIZE)),
        new LinuxSockets(loop, files),
        new NetworkProber());
  }

  /** pidfd_open(2) came with Linux 5.3, waiting on a pidfd with 5.4; sandboxes refuse them. */
  private static Optional<String> kernelObstacle() {
    int pidfd = Libc.pidfdOpen(ProcessHandle.current().pid());
    if (pidfd < 0) {
      return Optional.of("pidfd_open failed: " + Libc.message(-pidfd));
    }
    try (var arena = Arena.ofConfined()) {
      int waited =
          Libc.waitPidfd(
              pidfd, arena.allocate(LinuxChild.SIGINFO_SIZE, 16), LinuxChild.WEXITED_WNOHANG);
      // We are not our own child; an older kernel does not even understand the question.
      return waited == -Errno.ECHILD
          ? Optional.empty()
          : Optional.of("waiting for a pidfd failed: " + Libc.message(-waited));
    } finally {
      Libc.close(pidfd);
    }
  }

  private static String rootMessage(Throwable e) {
    var cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
