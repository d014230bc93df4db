package dev.troupe.cli;

import java.util.ArrayList;

/** {@code list}: the table. */
final class ListCommand implements Command, NeedsNoArguments {

  @Override
  public Syntax syntax() {
    return new Syntax("Show all instances as a table.", "list", "ls", "ps", "l", "status")
        .value("FIELD", "Order by name or id; :desc turns it round.", "--sort")
        .flag("A block of lines for each instance in place of the table.", "--mini-list", "-m")
        .examples("list", "list --sort=id:desc", "list -m");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var sort = arguments.value("--sort");
    var order = sort == null ? RowOrder.BY_NAME : RowOrder.parse(sort);
    var rows = new ArrayList<>(session.daemon().instances());
    rows.sort(order);
    if (arguments.has("--mini-list")) {
      MiniList.show(rows, session);
    } else {
      session.showTable(rows);
    }
    return ExitCode.OK;
  }
}
