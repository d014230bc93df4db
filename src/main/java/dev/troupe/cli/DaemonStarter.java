package dev.troupe.cli;

import dev.troupe.api.HomeLayout;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** Starts a daemon that outlives the command, and waits until it listens. */
final class DaemonStarter {
  private static final int POLL_MILLIS = 10;
  private static final int LONGEST_START_MILLIS = 20_000;

  /** A killed daemon's connections break before its lock is free, by the time its memory takes. */
  private static final int LONGEST_DEATH_MILLIS = 2_000;

  private final Installation installation;
  private final HomeLayout home;
  private final ApiClient client;
  private final int patienceMillis;

  DaemonStarter(Installation installation, HomeLayout home, ApiClient client) {
    this(installation, home, client, LONGEST_START_MILLIS);
  }

  /**
   * @param patienceMillis how long a daemon may take to listen
   */
  DaemonStarter(Installation installation, HomeLayout home, ApiClient client, int patienceMillis) {
    this.installation = installation;
    this.home = home;
    this.client = client;
    this.patienceMillis = patienceMillis;
  }

  /**
   * Returns once a daemon listens, be it this one or another that was started at the same time: of
   * two, the one without the lock ends with 0. If the one with the lock was just about to end,
   * another is started once it has.
   */
  void start() throws CommandFailure {
    long logBefore = home.daemonLog().toFile().length();
    var process = launch();
    for (int waited = 0; !client.answers(); waited += POLL_MILLIS) {
      if (waited >= patienceMillis) {
        throw failure("did not listen within " + patienceMillis / 1000.0 + " s", logBefore);
      }
      if (!process.isAlive()) {
        refuseFailed(process, logBefore);
        if (DaemonLock.isFree(home)) {
          process = launch();
        }
      }
      Pause.millis(POLL_MILLIS);
    }
  }

  /** Whether no daemon is left; one that is just dying is waited for. */
  boolean isGone() throws CommandFailure {
    for (int waited = 0; waited < LONGEST_DEATH_MILLIS; waited += POLL_MILLIS) {
      if (DaemonLock.isFree(home)) {
        return true;
      }
      Pause.millis(POLL_MILLIS);
    }
    return false;
  }

  private void refuseFailed(Process process, long logBefore) throws CommandFailure {
    if (process.exitValue() != 0) {
      throw failure("ended at once with exit code " + process.exitValue(), logBefore);
    }
  }

  private Process launch() throws CommandFailure {
    var command = installation.daemonCommand();
    try {
      var builder = new ProcessBuilder(command);
      builder.environment().put("TROUPE_HOME", home.root().toString());
      builder.environment().put("PM2_PID_FILE_PATH", home.pidFile().toString());
      builder.directory(new File("/"));
      builder.redirectInput(new File("/dev/null"));
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.daemonLog().toFile()));
      return builder.start();
    } catch (IOException e) {
      throw new CommandFailure("cannot start the daemon: " + e.getMessage());
    }
  }

  private CommandFailure failure(String what, long logBefore) {
    Path log = home.daemonLog();
    var said = LogTail.lines(log, logBefore, 10);
    if (said.isEmpty() && home.root().toFile().getUsableSpace() == 0) {
      return new CommandFailure(
          "the daemon " + what + ": no space is left on the disk of " + home.root());
    }
    var text = new StringBuilder("the daemon ").append(what).append(". ").append(log).append(':');
    for (var line : said) {
      text.append("\n  ").append(line);
    }
    return new CommandFailure(text.toString());
  }
}
