package dev.troupe.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code completion}: what a shell needs to complete commands and options. */
final class CompletionCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Make a shell complete commands and options.", "completion")
        .words(
            "install|uninstall|SHELL [SHELL]",
            1,
            2,
            "bash, zsh or fish prints the script; install puts it where the shell looks for it"
                + " ($SHELL if none is named).")
        .examples("completion install", "completion uninstall zsh", "completion fish");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var words = arguments.words();
    var setup = new CompletionSetup(session.caller().program(), session.caller().env());
    switch (words.getFirst()) {
      case "install" -> {
        var shell = shell(words, session);
        session.console().say(setup.install(shell, script(shell, session)));
      }
      case "uninstall" -> session.console().say(setup.uninstall(shell(words, session)));
      default -> session.console().write(script(words.getFirst(), session));
    }
    return ExitCode.OK;
  }

  private static String shell(List<String> words, Session session) throws CommandFailure {
    if (words.size() > 1) {
      return words.get(1);
    }
    var path = session.caller().env().get("SHELL");
    if (path == null || path.isEmpty()) {
      throw new CommandFailure("SHELL is not set: name the shell, bash, zsh or fish");
    }
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String script(String shell, Session session) throws CommandFailure {
    var program = session.caller().program();
    return switch (shell) {
      case "bash", "zsh" -> AutoComplete.bash(program, new CommandLine(all(program)));
      case "fish" -> FishCompletion.of(program);
      default -> throw CompletionSetup.unknown(shell);
    };
  }

  /** picocli's script serves zsh too, which reads it as bash would. */
  private static CommandSpec all(String program) {
    var root = CommandSpec.create().name(program);
    for (var command : Commands.all()) {
      var spec = command.syntax().spec();
      root.addSubcommand(spec.name(), spec);
    }
    return root;
  }
}
