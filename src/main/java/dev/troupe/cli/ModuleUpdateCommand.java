package dev.troupe.cli;

/** {@code module:update}: the newest version of a module, from where it was installed. */
final class ModuleUpdateCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Update a module and restart it.", "module:update")
        .words("MODULE", 1, 1, "Its name.")
        .flag("Taken for PM2's sake.", "--tarball")
        .examples("module:update some-module");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var name = String.valueOf(arguments.word());
    var modules = new Modules(session);
    if (!modules.folder().names().contains(name)) {
      throw new CommandFailure("no module " + name + " is installed: install it");
    }
    var wanted = modules.folder().wanted(name);
    modules.fetch(wanted == null || isVersion(wanted) ? name + "@latest" : wanted);
    session.console().say("Updated " + name);
    var targets = new Targets(session, "Restarted");
    modules.start(name, targets);
    return targets.finish();
  }

  /** What comes from npm has a range of versions there; other packages say where they are from. */
  private static boolean isVersion(String wanted) {
    return wanted.matches("[~^>=<*]*[0-9x*].*|[a-z]+");
  }
}
