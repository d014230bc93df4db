package dev.troupe.cli;

import dev.troupe.pm2.Pm2List;
import java.util.ArrayList;

/** {@code id}: which instances a name has. */
final class IdCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Print the ids of a name's instances.", "id")
        .words("NAME", 1, 1, "Name of an app.")
        .examples("id api");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var ids = new ArrayList<Integer>();
    for (var row : session.daemon().instances()) {
      if (row.name().equals(arguments.word())) {
        ids.add(row.id());
      }
    }
    session.console().show(Pm2List.ids(ids) + "\n");
    return ExitCode.OK;
  }
}
