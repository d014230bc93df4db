package dev.troupe.cli;

import java.util.ArrayList;
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
    var root = CommandSpec.create().name(program);
    var takingApps = new ArrayList<String>();
    for (var command : Commands.all()) {
      var syntax = command.syntax();
      var name = syntax.spec().name();
      root.addSubcommand(name, syntax.spec());
      if (syntax.takesApps()) {
        takingApps.add(name);
      }
    }
    var script = AutoComplete.bash(program, new CommandLine(root)).replace(NO_FILES, "\n");
    for (var name : takingApps) {
      script = withNames(script, program, name);
    }
    return script;
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
