package dev.troupe.cli;

import java.util.List;

/** {@code module:list}, {@code plugin list}: the modules that are installed. */
final class ModuleListCommand implements Command {
  private final boolean isPlugin;

  /**
   * @param isPlugin whether it was called {@code plugin}, which needs the word {@code list}
   */
  ModuleListCommand(boolean isPlugin) {
    this.isPlugin = isPlugin;
  }

  @Override
  public Syntax syntax() {
    return isPlugin
        ? new Syntax("Show the modules that are installed.", "plugin")
            .words("list", 1, 1, "The only thing it does; install and uninstall do the rest.")
            .examples("plugin list")
        : new Syntax("Show the modules that are installed.", "module:list", "module:ls")
            .examples("module:list");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    if (isPlugin && !List.of("list").equals(arguments.words())) {
      throw new CommandFailure(
          "plugin does not know " + arguments.word() + ": write plugin list, install or uninstall");
    }
    var folder = new Modules(session).folder();
    var names = folder.names();
    if (names.isEmpty()) {
      session.console().say("No module is installed");
    }
    for (var name : names) {
      session.console().write(name + "@" + folder.description(name).get("version") + "\n");
    }
    return ExitCode.OK;
  }
}
