package dev.troupe.cli;

/** {@code unset}. */
final class UnsetCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Remove a setting of an app or module.", "unset")
        .words("KEY", 1, 1, "APP.key or APP:key, APP for all of an app, or all.")
        .examples("unset api.colour", "unset all");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    return new Settings(session).unset(arguments.words().getFirst());
  }
}
