package dev.troupe.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code completion}: what a shell needs to complete commands and options. */
final class CompletionCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Print what makes a shell complete commands and options.", "completion")
        .words("SHELL", 1, 1, "bash, zsh or fish.")
        .examples(
            "completion bash > ~/.local/share/bash-completion/completions/troupe",
            "completion zsh >> ~/.zshrc",
            "completion fish > ~/.config/fish/completions/troupe.fish");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var shell = arguments.words().getFirst();
    var program = session.caller().program();
    session
        .console()
        .write(
            switch (shell) {
              case "bash", "zsh" -> AutoComplete.bash(program, new CommandLine(all(program)));
              case "fish" -> FishCompletion.of(program);
              default ->
                  throw new CommandFailure(
                      "there is completion for bash, zsh and fish, not " + shell);
            });
    return ExitCode.OK;
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
