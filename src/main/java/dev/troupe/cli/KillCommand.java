package dev.troupe.cli;

import dev.troupe.api.DaemonInfo;
import dev.troupe.api.HomeLayout;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** {@code kill}: stops all apps and the daemon, and waits until it is gone. */
final class KillCommand implements Command, NeedsNoArguments {
  private static final int POLL_MILLIS = 10;
  private static final int LONGEST_END_MILLIS = 10_000;

  @Override
  public Syntax syntax() {
    return new Syntax("Stop all apps and the daemon.", "kill").examples("kill");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var daemon = session.daemon();
    var info = daemon.askRunning("GET", "/daemon");
    if (info == null) {
      session.console().warn("no daemon is running for " + session.home().root());
      return ExitCode.OK;
    }
    var ended = daemon.askRunning("POST", "/daemon/shutdown");
    if (ended != null && !ended.isOk()) {
      throw new CommandFailure(ended.complaint());
    }
    session.console().say("[v] All Applications Stopped");
    awaitEnd(session, info.as(DaemonInfo.class).pid());
    session.console().say("[v] " + session.caller().tag() + " Daemon Stopped");
    return ExitCode.OK;
  }

  private static void awaitEnd(Session session, long pid) throws CommandFailure {
    for (int waited = 0; !isGone(session); waited += POLL_MILLIS) {
      if (waited >= LONGEST_END_MILLIS) {
        throw new CommandFailure(
            "the daemon stopped its apps but did not end within 10 s; its process is " + pid);
      }
      Pause.millis(POLL_MILLIS);
    }
  }

  /**
   * Whether nobody listens and nobody holds the lock. The process itself is no sign: where nobody
   * reaps it, it stays as a zombie.
   */
  private static boolean isGone(Session session) throws CommandFailure {
    return !session.daemon().isRunning() && isFree(session.home());
  }

  private static boolean isFree(HomeLayout home) {
    if (!Files.exists(home.lock())) {
      return true;
    }
    try (var file = FileChannel.open(home.lock(), StandardOpenOption.WRITE);
        var lock = file.tryLock()) {
      return lock != null;
    } catch (IOException _) {
      return true;
    }
  }
}
