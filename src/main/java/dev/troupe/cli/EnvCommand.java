package dev.troupe.cli;

import dev.troupe.api.Json;
import dev.troupe.pm2.Pm2Env;
import java.util.List;

/** {@code env}: the variables of one instance. */
final class EnvCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Print the environment of an instance.", "env")
        .words("ID", 1, 1, "Id of an instance.")
        .flag("Show all that the child was told, and where each comes from.", "--origin")
        .flag("Print the same as a JSON array of name, value and origin.", "--json")
        .examples("env 0", "env 0 --origin");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var id = arguments.word();
    for (var app : session.daemon().apps()) {
      for (var instance : app.instances()) {
        if (Integer.toString(instance.id()).equals(id)) {
          boolean all = arguments.has("--origin") || arguments.has("--json");
          show(
              all
                  ? Pm2Env.told(
                      app.spec(), instance, session.owner(), session.home().root().toString())
                  : Pm2Env.entries(app.spec(), instance, session.owner()),
              arguments,
              session);
          return ExitCode.OK;
        }
      }
    }
    throw new CommandFailure("there is no instance with id " + id);
  }

  private static void show(List<Pm2Env.Entry> entries, Arguments arguments, Session session) {
    var console = session.console();
    console.show(
        arguments.has("--json")
            ? Json.write(entries) + "\n"
            : Pm2Env.lines(entries, arguments.has("--origin"), console.palette()));
  }
}
