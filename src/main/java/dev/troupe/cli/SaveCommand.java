package dev.troupe.cli;

import dev.troupe.api.LogPaths;

/** {@code save}: keeps the list of apps for {@code resurrect}. */
final class SaveCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Save the list of apps, for resurrect and for the next boot.", "save")
        .flag("Save an empty list too.", "--force", "-f")
        .examples("save", "save --force");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var console = session.console();
    console.say("Saving current process list...");
    var force = arguments.has("--force");
    var files =
        session.daemon().ask("POST", "/daemon/save?force=" + force).as(LogPaths.class).files();
    if (files.isEmpty()) {
      console.warn(session.caller().tag() + " is not managing any process, skipping save...");
      console.warn("To force saving use: " + session.caller().program() + " save --force");
    }
    for (var file : files) {
      console.say("Successfully saved in " + file);
    }
    return ExitCode.OK;
  }
}
