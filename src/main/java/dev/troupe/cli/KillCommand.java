package dev.troupe.cli;

import dev.troupe.api.DaemonInfo;
import dev.troupe.api.HomeLayout;
import java.nio.file.Files;

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
    var daemon = new Daemon(session.home(), session.installation(), () -> {});
    var info = daemon.askRunning("GET", "/daemon");
    if (info == null && hasDied(session.home())) {
      session.console().say("The daemon has died: another one stops the apps it has left");
      info = daemon.get("/daemon");
    }
    if (info == null) {
      session.console().warn("no daemon is running for " + session.home().root());
      return ExitCode.OK;
    }
    var ended = daemon.askRunning("POST", "/daemon/shutdown");
    if (ended != null && !ended.isOk()) {
      throw new CommandFailure(ended.complaint());
    }
    session.console().say("[v] All Applications Stopped");
    awaitEnd(daemon, session.home(), info.as(DaemonInfo.class).pid());
    session.console().say("[v] " + session.caller().tag() + " Daemon Stopped");
    return ExitCode.OK;
  }

  /** One that ends by itself removes its pid file. */
  private static boolean hasDied(HomeLayout home) {
    return Files.exists(home.pidFile()) && DaemonLock.isFree(home);
  }

  private static void awaitEnd(Daemon daemon, HomeLayout home, long pid) throws CommandFailure {
    for (int waited = 0; daemon.isRunning() || !DaemonLock.isFree(home); waited += POLL_MILLIS) {
      if (waited >= LONGEST_END_MILLIS) {
        throw new CommandFailure(
            "the daemon stopped its apps but did not end within 10 s; its process is " + pid);
      }
      Pause.millis(POLL_MILLIS);
    }
  }
}
