package dev.troupe.cli;

/** {@code uninstall}: ends a module and removes its files. */
final class UninstallCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("End a module and remove it.", "uninstall", "module:uninstall")
        .words("MODULE", 1, Syntax.MANY, "Its name.")
        .examples("uninstall some-module");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var modules = new Modules(session);
    var targets = new Targets(session, "Deleted");
    for (var name : arguments.words()) {
      if (BuiltInModules.answer(name) != null) {
        session.console().say(name + " is not installed: " + BuiltInModules.answer(name));
      } else if (modules.folder().names().contains(name)) {
        modules.stop(name, targets);
        modules.remove(name);
        session.console().say("Removed " + name);
      } else {
        targets.fail("no module " + name + " is installed: module:list shows those that are");
      }
    }
    return targets.finish();
  }
}
