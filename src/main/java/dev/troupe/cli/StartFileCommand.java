package dev.troupe.cli;

import dev.troupe.api.StartRequest.Mode;

/** {@code startOrRestart}, {@code startOrReload}: {@code start} for process files alone. */
final class StartFileCommand implements Command {
  private final Mode mode;

  /**
   * @param mode what becomes of apps that are known already
   */
  StartFileCommand(Mode mode) {
    this.mode = mode;
  }

  @Override
  public Syntax syntax() {
    return mode == Mode.RELOAD
        ? with(new Syntax(
                "Start or reload the apps of a process file.",
                "startOrReload",
                "startOrGracefulReload"))
            .value("N", "Instances to replace at a time.", "--parallel")
            .examples("startOrReload ecosystem.config.js")
        : with(new Syntax("Start or restart the apps of a process file.", "startOrRestart"))
            .examples("startOrRestart ecosystem.config.js");
  }

  private static Syntax with(Syntax syntax) {
    return syntax
        .words("FILE", 1, 1, "Process file; - is standard input.")
        .value("X", "Add env_X of the process file to env.", "--env")
        .value("NAMES", "Only these apps.", "--only")
        .flag("Start them even if they run already.", "--force", "-f");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    if (mode != Mode.RELOAD) {
      return start(arguments, session);
    }
    try (var _ =
        ReloadLock.take(session.home().root(), session.clock(), arguments.has("--force"))) {
      return start(arguments, session);
    }
  }

  private int start(Arguments arguments, Session session) throws CommandFailure {
    var done = mode == Mode.RELOAD ? "Started or reloaded" : "Started";
    var targets = new Targets(session, done);
    new Start(arguments, session, targets).file(String.valueOf(arguments.word()), mode);
    return targets.finish();
  }
}
