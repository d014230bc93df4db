package dev.troupe.cli;

import dev.troupe.api.Instances;
import dev.troupe.model.InstanceSummary;
import java.util.List;

/** {@code completion}: what a shell needs to complete commands, options and names of apps. */
final class CompletionCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Make a shell complete commands, options and names of apps.", "completion")
        .words(
            "install|uninstall|names|SHELL [SHELL]",
            1,
            2,
            "bash, zsh or fish prints the script; install puts it where the shell looks for it"
                + " ($SHELL if none is named); names prints what scripts offer as names.")
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
      case "names" -> showNames(session);
      default -> session.console().write(script(words.getFirst(), session));
    }
    return ExitCode.OK;
  }

  /** What a script runs to know them. */
  static String names(String program) {
    return program + " completion names 2>/dev/null";
  }

  /** A shell that completes a word starts no daemon. */
  private static void showNames(Session session) throws CommandFailure {
    var reply = session.daemon().askRunning("GET", "/instances");
    if (reply != null) {
      reply.as(Instances.class).instances().stream()
          .map(InstanceSummary::name)
          .distinct()
          .sorted()
          .forEach(name -> session.console().write(name + "\n"));
    }
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
      case "bash", "zsh" -> BashCompletion.of(program);
      case "fish" -> FishCompletion.of(program);
      default -> throw CompletionSetup.unknown(shell);
    };
  }
}
