package dev.troupe.cli;

import dev.troupe.pm2.Pm2Env;

/** {@code env}: the variables of one instance. */
final class EnvCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Print the environment of an instance.", "env")
        .words("ID", 1, 1, "Id of an instance.")
        .examples("env 0");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var id = arguments.word();
    for (var app : session.daemon().apps()) {
      for (var instance : app.instances()) {
        if (Integer.toString(instance.id()).equals(id)) {
          var palette = session.console().palette();
          var lines = Pm2Env.lines(app.spec(), instance, session.owner(), palette);
          session.console().show(lines);
          return ExitCode.OK;
        }
      }
    }
    throw new CommandFailure("there is no instance with id " + id);
  }
}
