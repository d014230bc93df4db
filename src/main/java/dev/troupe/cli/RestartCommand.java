package dev.troupe.cli;

import dev.troupe.api.StartRequest.Mode;

/** {@code restart}. */
final class RestartCommand implements Command {

  @Override
  public Syntax syntax() {
    var syntax =
        new Syntax("Stop and start apps.", "restart")
            .words(
                "TARGET",
                1,
                Syntax.MANY,
                "Name, id, namespace, /pattern/, NAME:N for one instance, script, all, or a process"
                    + " file (- is standard input).");
    return StartOptions.addTo(syntax)
        .flag("Show the logs of what was restarted, and every new line.", "--attach")
        .flag("Give them the variables of this shell.", "--update-env", "-a")
        .value("X", "Add env_X of the process file to env.", "--env")
        .value("NAMES", "Only these apps of a process file, or instances of a name.", "--only")
        .flag("Accepted and ignored: a restart needs no force.", "--force", "-f")
        .examples(
            "restart api",
            "restart 0 1",
            "restart all",
            "restart api --only 0",
            "restart api --name web --node-args null",
            "restart ecosystem.config.js");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    return new Renewal(arguments, session, new Targets(session, "Restarted")).ofWords(Mode.RESTART);
  }
}
