package dev.troupe.cli;

import java.nio.file.Files;

/** {@code install}: a module of npm's, run and looked after like an app. */
final class InstallCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Install a module, or update it, and run it.", "install", "module:install")
        .words("MODULE", 1, Syntax.MANY, "Name in npm, with @VERSION or without; folder; tarball.")
        .flag("Taken for PM2's sake.", "--tarball", "--install", "--docker", "--v1", "--safe")
        .examples("install some-module", "install some-module@1.2.0", "install ./my-module");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var modules = new Modules(session);
    var targets = new Targets(session, "Started");
    for (var word : arguments.words()) {
      var builtIn = BuiltInModules.answer(word);
      if (builtIn != null) {
        session.console().say(word + " is not needed: " + builtIn);
        continue;
      }
      var name = modules.fetch(source(word, session));
      session.console().say("Installed " + name + " in " + modules.folder().of(name));
      modules.start(name, targets);
    }
    return targets.finish();
  }

  /** A file or folder by its full path, for npm runs elsewhere. */
  private static String source(String word, Session session) throws CommandFailure {
    var file = session.caller().cwd().resolve(word).normalize();
    if (Files.exists(file)
        && (word.contains("/") || word.startsWith(".") || word.endsWith(".tgz"))) {
      return file.toString();
    }
    if (word.startsWith("-")) {
      throw new CommandFailure(word + " is no module's name");
    }
    return word;
  }
}
