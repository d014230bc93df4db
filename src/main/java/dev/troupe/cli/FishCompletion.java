package dev.troupe.cli;

import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish: a line for each command and option. */
final class FishCompletion {
  private final String program;
  private final StringBuilder text = new StringBuilder();

  private FishCompletion(String program) {
    this.program = program;
  }

  static String of(String program) {
    var completion = new FishCompletion(program);
    for (var command : Commands.all()) {
      completion.add(command.syntax());
    }
    return completion.text.toString();
  }

  private void add(Syntax syntax) {
    var spec = syntax.spec();
    line("-f -n __fish_use_subcommand -a " + spec.name(), syntax.summary());
    var seen = "-n '__fish_seen_subcommand_from " + String.join(" ", spec.names()) + "'";
    if (syntax.takesApps()) {
      line(seen + " -a '(" + CompletionCommand.names(program) + ")'", "App");
    }
    for (var option : spec.options()) {
      line(seen + names(option), String.join(" ", option.description()));
    }
  }

  private static String names(OptionSpec option) {
    var names = new StringBuilder();
    for (var name : option.names()) {
      names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    return names.append(option.arity().max() > 0 ? " -r" : "").toString();
  }

  private void line(String what, String description) {
    var quoted = description.replace("\\", "\\\\").replace("'", "\\'");
    text.append("complete -c ").append(program).append(' ').append(what);
    text.append(" -d '").append(quoted).append("'\n");
  }
}
