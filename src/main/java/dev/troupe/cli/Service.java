package dev.troupe.cli;

import dev.troupe.api.HomeLayout;
import dev.troupe.cli.boot.Host;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code resurrect --no-daemon}: the daemon is the first process of a service. Once commands reach
 * it, modules and saved apps are started, and the service manager is told (sd_notify(3)).
 */
public final class Service implements Runnable {
  private static final int POLL_MILLIS = 20;

  private final Session session;
  private final HomeLayout home;

  private Service(Session session) throws CommandFailure {
    this.session = session;
    this.home = session.home();
  }

  /** Refuses to begin beside another daemon: that one is no process of this service. */
  static Service of(Session session) throws CommandFailure {
    if (session.daemon().isRunning()) {
      throw new CommandFailure(
          "another daemon works in "
              + session.home().root()
              + ": end it first ("
              + session.caller().program()
              + " save, then kill)");
    }
    return new Service(session);
  }

  /** Where the daemon is to work. */
  public HomeLayout home() {
    return home;
  }

  /** Starts what belongs to the service; the daemon begins its work meanwhile. */
  @Override
  public void run() {
    try {
      while (!session.daemon().isRunning()) {
        Pause.millis(POLL_MILLIS);
      }
      new Modules(session).startAll();
      new ResurrectCommand().run(Arguments.NONE, session);
    } catch (CommandFailure e) {
      session.console().error(e.text());
    }
    tellServiceManager();
  }

  /** The apps are back, or as good as they can be: one that is broken must not stop the others. */
  private void tellServiceManager() {
    var caller = session.caller();
    if (!caller.has("NOTIFY_SOCKET")) {
      return;
    }
    var host = new Host(Path.of("/"), session.owner(), caller.env());
    var trouble = BootTools.trouble(List.of("systemd-notify", "READY=1"), host);
    if (!trouble.isEmpty()) {
      session.console().error(trouble);
    }
  }
}
