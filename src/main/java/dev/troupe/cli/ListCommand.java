package dev.troupe.cli;

/** {@code list}: the table. */
final class ListCommand implements Command, NeedsNoArguments {

  @Override
  public Syntax syntax() {
    return new Syntax("Show all instances as a table.", "list", "ls", "ps", "l", "status")
        .value("FIELD", "Order by " + RowOrder.FIELDS + "; :desc turns it round.", "--sort")
        .flag("A block of lines for each instance in place of the table.", "--mini-list", "-m")
        .examples("list", "list --sort=memory:desc", "list -m");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    session.showTable();
    return ExitCode.OK;
  }
}
