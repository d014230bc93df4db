package dev.troupe.cli;

import java.util.Arrays;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * How a command is written. Built by calls, not annotations: those cost a command 50 ms at start.
 */
final class Syntax {
  private static final String SILENT = "--silent";

  private final CommandSpec spec = CommandSpec.create();
  private final String summary;
  private String[] examples = {};

  /**
   * @param name the first is the command's name, the others are its aliases
   */
  Syntax(String summary, String... name) {
    this.summary = summary;
    spec.name(name[0]);
    spec.aliases(Arrays.copyOfRange(name, 1, name.length));
    spec.usageMessage().description(summary);
    flag("Say nothing.", SILENT, "-s");
    spec.addOption(
        OptionSpec.builder("--help", "-h").usageHelp(true).description("Show this.").build());
  }

  String summary() {
    return summary;
  }

  CommandSpec spec() {
    return spec;
  }

  /** An option without a value. */
  Syntax flag(String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names[0], names)
            .type(boolean.class)
            .arity("0")
            .description(description)
            .build());
    return this;
  }

  /** An option with a value. */
  Syntax value(String label, String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names[0], names)
            .type(String.class)
            .arity("1")
            .paramLabel(label)
            .description(description)
            .build());
    return this;
  }

  /**
   * The words that are no options.
   *
   * @param arity how many: {@code 1}, {@code 0..1}, {@code 1..*}
   */
  Syntax words(String label, String arity, String description) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(String[].class)
            .index("0..*")
            .arity(arity)
            .paramLabel(label)
            .description(description)
            .build());
    return this;
  }

  /** Commands as one would type them, without the program's name. */
  Syntax examples(String... commands) {
    examples = commands;
    return this;
  }

  /** The examples as lines of help. */
  String[] examplesFor(String program) {
    var lines = new String[examples.length + 2];
    lines[0] = "";
    lines[1] = "Examples:";
    for (int at = 0; at < examples.length; at++) {
      lines[at + 2] = "  " + program + " " + examples[at];
    }
    return lines;
  }
}
