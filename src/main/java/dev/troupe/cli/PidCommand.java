package dev.troupe.cli;

/** {@code pid}: one process id a line. */
final class PidCommand implements Command, NeedsNoArguments {

  @Override
  public Syntax syntax() {
    return new Syntax("Print process ids, one a line.", "pid")
        .words("NAME", 0, 1, "Name of an app; without it, all.")
        .examples("pid", "kill -USR2 $(troupe pid api)");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var name = arguments.word();
    var text = new StringBuilder();
    for (var row : session.daemon().instances()) {
      if (name == null || row.name().equals(name)) {
        text.append(row.pid() == null ? 0 : row.pid()).append('\n');
      }
    }
    session.console().show(text.toString());
    return ExitCode.OK;
  }
}
