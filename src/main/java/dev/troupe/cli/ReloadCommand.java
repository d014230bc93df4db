package dev.troupe.cli;

import dev.troupe.api.ReloadRequest;
import dev.troupe.api.StartRequest.Mode;
import java.util.HashSet;
import java.util.Map;

/** {@code reload}: new instances first, and only then the old ones end. */
final class ReloadCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax(
            "Replace instances by new ones without a gap.",
            "reload",
            "gracefulReload",
            "softReload")
        .words(
            "TARGET",
            1,
            Syntax.MANY,
            "Name, id, namespace, /pattern/, all, or a process file (- is standard input).")
        .value("N", "Instances to replace at a time.", "--parallel")
        .flag("Call off the reload that is under way.", "--cancel")
        .flag("Give them the variables of this shell.", "--update-env")
        .value("X", "Add env_X of the process file to env.", "--env")
        .value("NAMES", "Only these apps of a process file.", "--only")
        .flag("Accepted and ignored: there is no lock to break.", "--force", "-f")
        .examples(
            "reload api",
            "reload all --parallel 2",
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
    var targets = new Targets(session, "Reloaded");
    for (var word : arguments.words()) {
      if (Declarations.isProcessFile(word)) {
        new Start(arguments, session, targets).file(word, Mode.RELOAD);
      } else if (arguments.has("--env")) {
        targets.fail("--env needs a process file: " + word + " is none");
      } else {
        reload(word, arguments, session, targets);
      }
    }
    return targets.finish();
  }

  private static void reload(String word, Arguments arguments, Session session, Targets targets)
      throws CommandFailure {
    var env = arguments.has("--update-env") ? session.caller().env() : Map.<String, String>of();
    var request = new ReloadRequest(env, arguments.number("--parallel"));
    for (var target : new TargetWords(arguments, session).of(word)) {
      var names = new HashSet<String>();
      for (var row : session.daemon().instances(target)) {
        names.add(row.name());
      }
      targets.reload(names, daemon -> daemon.act(target, "reload", request));
    }
  }
}
