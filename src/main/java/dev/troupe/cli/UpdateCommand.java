package dev.troupe.cli;

import dev.troupe.api.DaemonInfo;
import dev.troupe.api.HandoverRequest;
import dev.troupe.api.LogPaths;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code update}: this version's daemon takes over from the one that runs, apps go on. */
final class UpdateCommand implements Command, NeedsNoArguments {
  private static final int CONFLICT = 409;
  private static final int POLL_MILLIS = 10;
  private static final int LONGEST_MILLIS = 20_000;

  @Override
  public Syntax syntax() {
    return new Syntax("Replace the daemon by one of this version; apps go on running.", "update")
        .examples("update");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var daemon = session.daemon();
    var running = daemon.askRunning("GET", "/daemon");
    if (running == null) {
      daemon.info();
    } else {
      replace(session, running.as(DaemonInfo.class));
    }
    var info = daemon.info();
    session
        .console()
        .say("Daemon updated: version %s, pid %d".formatted(info.version(), info.pid()));
    session.showTable();
    return ExitCode.OK;
  }

  private static void replace(Session session, DaemonInfo before) throws CommandFailure {
    var daemon = session.daemon();
    var command = session.installation().daemonCommand();
    var reply = daemon.post("/daemon/handover", new HandoverRequest(command));
    if (reply.status() == CONFLICT) {
      session.console().warn(reply.complaint());
      restart(session);
      return;
    }
    reply.as(LogPaths.class);
    awaitAnother(session, before);
  }

  /** The daemon goes on in the same process, or has ended: then the next request starts one. */
  private static void awaitAnother(Session session, DaemonInfo before) throws CommandFailure {
    for (int waited = 0; waited < LONGEST_MILLIS; waited += POLL_MILLIS) {
      var startedAt = startedAt(session);
      boolean hasEnded = ProcessHandle.of(before.pid()).isEmpty();
      if (hasEnded || (startedAt != null && !startedAt.equals(before.startedAt()))) {
        return;
      }
      Pause.millis(POLL_MILLIS);
    }
    throw new CommandFailure(
        "the next daemon did not listen within 20 s; see " + session.home().daemonLog());
  }

  private static @Nullable Instant startedAt(Session session) {
    try {
      var reply = session.daemon().askRunning("GET", "/daemon");
      return reply == null ? null : reply.as(DaemonInfo.class).startedAt();
    } catch (CommandFailure e) {
      // It is about to end.
      return null;
    }
  }

  /** PM2's way. */
  private static void restart(Session session) throws CommandFailure {
    session.daemon().ask("POST", "/daemon/save?force=true").as(LogPaths.class);
    new KillCommand().run(Arguments.NONE, session);
    session.daemon().ask("POST", "/daemon/resurrect");
  }
}
