package dev.troupe.cli;

/** {@code startOrRestart}: {@code start} for process files alone. */
final class StartFileCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Start or restart the apps of a process file.", "startOrRestart")
        .words("FILE", 1, 1, "Process file; - is standard input.")
        .value("X", "Add env_X of the process file to env.", "--env")
        .value("NAMES", "Only these apps.", "--only")
        .flag("Start them even if they run already.", "--force", "-f")
        .examples("startOrRestart ecosystem.config.js");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var targets = new Targets(session, "Started");
    new Start(arguments, session, targets).file(String.valueOf(arguments.word()));
    return targets.finish();
  }
}
