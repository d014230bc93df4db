package dev.troupe.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Completion for bash: picocli's script, with names of apps where a command takes them, and files
 * where nothing else fits. zsh reads it as bash would.
 */
final class BashCompletion {
  /** picocli's words for what may stand there besides options: nothing. */
  private static final String NO_WORDS = "local positionals=\"\"";

  /** Keeps bash from offering files where there is nothing to offer. */
  private static final String NO_FILES = "type compopt &>/dev/null && compopt +o default\n";

  private BashCompletion() {}

  static String of(String program) {
    var script = AutoComplete.bash(program, new CommandLine(all(program))).replace(NO_FILES, "\n");
    for (var command : Commands.all()) {
      if (command.syntax().takesApps()) {
        script = withNames(script, program, command.syntax().spec().name());
      }
    }
    return script;
  }

  private static CommandSpec all(String program) {
    var root = CommandSpec.create().name(program);
    for (var command : Commands.all()) {
      var spec = command.syntax().spec();
      root.addSubcommand(spec.name(), spec);
    }
    return root;
  }

  private static String withNames(String script, String program, String command) {
    int function =
        script.indexOf("\nfunction _picocli_%s_%s() {".formatted(program, plain(command)));
    int words = script.indexOf(NO_WORDS, function);
    return script.substring(0, words)
        + "local positionals=\"$("
        + CompletionCommand.names(program)
        + ")\""
        + script.substring(words + NO_WORDS.length());
  }

  /** As picocli makes it part of a function's name. */
  private static String plain(String name) {
    return name.replaceAll("[^a-zA-Z0-9_]", "");
  }
}
