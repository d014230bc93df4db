package dev.troupe.cli;

import dev.troupe.pm2.Palette;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What {@code --help} shows. */
final class Help {
  private final String program;
  private final Palette palette;

  Help(String program, Palette palette) {
    this.program = program;
    this.palette = palette;
  }

  /** All commands, a line each. */
  String overview() {
    var text = new StringBuilder();
    text.append("Usage: ").append(program).append(" COMMAND [OPTIONS] [ARGUMENTS]\n\n");
    for (var command : Commands.all()) {
      var syntax = command.syntax();
      var name = syntax.spec().name();
      text.append("  ").append(palette.bold(name)).append(" ".repeat(16 - name.length()));
      text.append(syntax.summary()).append('\n');
    }
    text.append('\n').append(program).append(" COMMAND --help shows options and examples.\n");
    return text.toString();
  }

  /** One command with its options and examples. */
  String of(Syntax syntax) {
    var spec = syntax.spec();
    var usage = spec.usageMessage();
    usage.synopsisHeading("Usage: ").customSynopsis(syntax.synopsis(program));
    usage.description(syntax.summary() + syntax.otherNames());
    usage.descriptionHeading("%n").parameterListHeading("%n").optionListHeading("%n");
    usage.sortOptions(false).width(100);
    usage.footer(syntax.examplesFor(program));
    var line = new CommandLine(spec);
    return line.getUsageMessage(palette.coloured() ? Ansi.ON : Ansi.OFF);
  }
}
