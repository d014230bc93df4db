package dev.troupe.cli;

import dev.troupe.api.LogPaths;

/** {@code flush}: empties log files. */
final class FlushCommand implements Command, NeedsNoArguments {
  private static final int NOT_FOUND = 404;

  @Override
  public Syntax syntax() {
    return new Syntax("Empty log files.", "flush")
        .words("TARGET", 0, Syntax.MANY, "Whose; all and the daemon's own if left out.")
        .examples("flush", "flush api");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    if (arguments.words().isEmpty()) {
      tell(session.daemon().ask("POST", "/logs/flush"), session.console());
    }
    for (var target : arguments.words()) {
      var reply = session.daemon().ask("POST", "/logs/flush?target=" + Daemon.encoded(target));
      if (reply.status() == NOT_FOUND) {
        // Exit code 0 as with PM2: scripts empty logs of apps that may not be there.
        session.console().warn(reply.complaint());
      } else {
        tell(reply, session.console());
      }
    }
    session.console().say("Logs flushed");
    return ExitCode.OK;
  }

  private static void tell(Reply reply, Console console) throws CommandFailure {
    for (var file : reply.as(LogPaths.class).files()) {
      console.say("Flushing " + file);
    }
  }
}
