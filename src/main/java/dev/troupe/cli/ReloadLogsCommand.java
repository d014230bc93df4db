package dev.troupe.cli;

import dev.troupe.api.LogPaths;

/** {@code reloadLogs}: for tools that move log files away. */
final class ReloadLogsCommand implements Command, NeedsNoArguments {

  @Override
  public Syntax syntax() {
    return new Syntax("Go on with new log files where the present ones were moved.", "reloadLogs")
        .examples("reloadLogs");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    session.console().show("Reloading all logs...\n");
    session.daemon().ask("POST", "/logs/reopen").as(LogPaths.class);
    session.console().show("All logs reloaded\n");
    return ExitCode.OK;
  }
}
