package dev.troupe.cli;

/** {@code set}. */
final class SetCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Keep a setting of an app or module; a running app is restarted.", "set")
        .words("KEY VALUE", 2, 2, "APP.key or APP:key, and its value.")
        .examples("set api.colour blue");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    return new Settings(session).set(arguments.words());
  }
}
