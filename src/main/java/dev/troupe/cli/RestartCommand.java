package dev.troupe.cli;

import dev.troupe.api.RestartRequest;
import dev.troupe.api.StartRequest.Mode;
import java.util.Map;

/** {@code restart}. */
final class RestartCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Stop and start apps.", "restart")
        .words(
            "TARGET",
            1,
            Syntax.MANY,
            "Name, id, namespace, /pattern/, NAME:N for one instance, script, all, or a process"
                + " file (- is standard input).")
        .flag("Give them the variables of this shell.", "--update-env")
        .value("X", "Add env_X of the process file to env.", "--env")
        .value("NAMES", "Only these apps of a process file, or instances of a name.", "--only")
        .flag("Accepted and ignored: a restart needs no force.", "--force", "-f")
        .examples(
            "restart api",
            "restart 0 1",
            "restart all",
            "restart api --only 0",
            "restart ecosystem.config.js");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var targets = new Targets(session, "Restarted");
    for (var word : arguments.words()) {
      if (Declarations.isProcessFile(word)) {
        new Start(arguments, session, targets).file(word, Mode.RESTART);
      } else if (arguments.has("--env")) {
        targets.fail("--env needs a process file: " + word + " is none");
      } else {
        restart(word, arguments, session, targets);
      }
    }
    return targets.finish();
  }

  private static void restart(String word, Arguments arguments, Session session, Targets targets)
      throws CommandFailure {
    var env = arguments.has("--update-env") ? session.caller().env() : Map.<String, String>of();
    for (var target : new TargetWords(arguments, session).of(word)) {
      targets.ask(daemon -> daemon.act(target, "restart", new RestartRequest(env)));
    }
  }
}
