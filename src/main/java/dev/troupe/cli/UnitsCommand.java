package dev.troupe.cli;

import dev.troupe.pm2.Pm2List;

/** {@code jlist} and {@code prettylist}: all there is to know, for programs and for eyes. */
final class UnitsCommand implements Command, NeedsNoArguments {
  private final boolean isJson;

  UnitsCommand(boolean isJson) {
    this.isJson = isJson;
  }

  @Override
  public Syntax syntax() {
    return isJson
        ? new Syntax("Print all instances as JSON.", "jlist").examples("jlist | jq '.[].name'")
        : new Syntax("Print all instances in full, to read.", "prettylist").examples("prettylist");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var units = Pm2List.units(session.daemon().apps(), session.owner());
    session.console().write((isJson ? Pm2List.json(units) : Pm2List.pretty(units)) + "\n");
    return ExitCode.OK;
  }
}
