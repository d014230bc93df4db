package dev.troupe.cli;

import java.nio.file.Files;
import java.util.List;

/** {@code start}. */
final class StartCommand implements Command {
  /** In a package of ES modules {@code init} writes the second one. */
  private static final List<String> USUAL_FILES =
      List.of("ecosystem.config.js", "ecosystem.config.cjs", "ecosystem.config.mjs");

  @Override
  public Syntax syntax() {
    var syntax =
        new Syntax("Start an app, or start a stopped one again.", "start")
            .words(
                "WHAT",
                0,
                Syntax.MANY,
                "Script, command, process file (- is standard input), name, namespace or id;"
                    + " ecosystem.config.js if left out.");
    return StartOptions.addTo(syntax)
        .value("X", "Add env_X of the process file to env.", "--env")
        .value("NAMES", "Only these apps of a process file.", "--only")
        .flag("Show the logs of what was started, and every new line.", "--attach")
        .flag("Give a known app the variables of this shell.", "--update-env", "-a")
        .flag("Start it even if it runs already.", "--force", "-f")
        .flag("Stay in the foreground and show what the apps print.", "--no-daemon")
        .examples(
            "start app.js",
            "start app.js -i 4 --name api -- --port 3000",
            "start ./server --interpreter none",
            "start \"python3 -m http.server\" --name files",
            "start ecosystem.config.js --only api",
            "start api");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var targets = new Targets(session, "Started");
    var start = new Start(arguments, session, targets);
    for (var word : wordsOrUsualFile(arguments, session)) {
      start.word(word);
    }
    return targets.finish(arguments);
  }

  static List<String> wordsOrUsualFile(Arguments arguments, Session session) throws CommandFailure {
    if (!arguments.words().isEmpty()) {
      return arguments.words();
    }
    for (var file : USUAL_FILES) {
      if (Files.exists(session.caller().cwd().resolve(file))) {
        return List.of(file);
      }
    }
    throw new CommandFailure(
        "nothing to start: name a script, or write " + USUAL_FILES.getFirst() + " in this folder");
  }
}
