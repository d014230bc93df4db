package dev.troupe.cli;

import dev.troupe.api.Json;
import dev.troupe.api.LogLevel;

/** {@code loglevel}: shows or sets what the daemon's own log takes, until the daemon ends. */
final class LogLevelCommand implements Command, NeedsNoArguments {
  private static final String PATH = "/daemon/loglevel";

  @Override
  public Syntax syntax() {
    return new Syntax("Show or set what the daemon's own log takes, until it ends.", "loglevel")
        .words("LEVEL", 0, 1, "error, warn, info or debug; shows the present one if left out.")
        .examples("loglevel", "loglevel debug");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var level = arguments.word();
    var reply =
        level == null
            ? session.daemon().get(PATH)
            : session.daemon().send("PUT", PATH, Json.write(new LogLevel(level)));
    session.console().show(reply.as(LogLevel.class).level() + "\n");
    return ExitCode.OK;
  }
}
