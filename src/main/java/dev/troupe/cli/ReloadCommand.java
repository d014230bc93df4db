package dev.troupe.cli;

import dev.troupe.api.StartRequest.Mode;

/** {@code reload}: new instances first, and only then the old ones end. */
final class ReloadCommand implements Command {

  @Override
  public Syntax syntax() {
    var syntax =
        new Syntax(
                "Replace instances by new ones without a gap.",
                "reload",
                "gracefulReload",
                "softReload")
            .words(
                "TARGET",
                1,
                Syntax.MANY,
                "Name, id, namespace, /pattern/, all, or a process file (- is standard input).");
    return StartOptions.addTo(syntax)
        .value("N", "Instances to replace at a time.", "--parallel")
        .flag("Call off the reload that is under way.", "--cancel")
        .flag("Show the logs of what was reloaded, and every new line.", "--attach")
        .flag("Give them the variables of this shell.", "--update-env", "-a")
        .value("X", "Add env_X of the process file to env.", "--env")
        .value("NAMES", "Only these apps of a process file.", "--only")
        .flag("Do not wait for a reload under way: break its lock.", "--force", "-f")
        .examples(
            "reload api",
            "reload all --parallel 2",
            "reload api --update-env --max-restarts 3",
            "reload ecosystem.config.js",
            "reload --cancel api");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    return arguments.has("--cancel") ? cancel(arguments, session) : reload(arguments, session);
  }

  private static int cancel(Arguments arguments, Session session) throws CommandFailure {
    var targets = new Targets(session, "Cancelled the reload of");
    for (var word : arguments.words()) {
      for (var target : new TargetWords(arguments, session).of(word)) {
        targets.ask(daemon -> daemon.act(target, "reload/cancel", null));
      }
    }
    return targets.finish();
  }

  private static int reload(Arguments arguments, Session session) throws CommandFailure {
    try (var _ =
        ReloadLock.take(session.home().root(), session.clock(), arguments.has("--force"))) {
      return new Renewal(arguments, session, new Targets(session, "Reloaded")).ofWords(Mode.RELOAD);
    }
  }
}
