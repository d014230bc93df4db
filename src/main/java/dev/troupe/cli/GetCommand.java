package dev.troupe.cli;

/** {@code get}. */
final class GetCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Show a setting of an app or module, or all of them.", "get")
        .words("KEY", 0, 1, "APP.key or APP:key, or APP; all if left out.")
        .examples("get", "get api.colour");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var key = arguments.word();
    return new Settings(session).show(key == null ? ModuleConf.ALL : key);
  }
}
