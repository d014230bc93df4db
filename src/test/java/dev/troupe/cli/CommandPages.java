package dev.troupe.cli;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The pages about all commands, written from what the commands say of themselves. */
final class CommandPages {
  private static final String PROGRAM = "troupe";

  private CommandPages() {}

  /** {@code docs/commands.md}. */
  static String markdown() {
    var page = new StringBuilder();
    page.append("# Commands\n\n");
    page.append("Written by `CommandPagesTest` from the commands themselves; do not edit.\n\n");
    page.append("`-s`, `--silent` and `-h`, `--help` go with every command. A target is `all`, a");
    page.append(" name, an id, a\nnamespace, `/pattern/` or the path of a script.\n");
    for (var command : Commands.all()) {
      markdown(page, command.syntax());
    }
    return page.toString();
  }

  private static void markdown(StringBuilder page, Syntax syntax) {
    page.append("\n## ").append(syntax.spec().name()).append("\n\n");
    page.append(syntax.summary()).append(syntax.otherNames()).append("\n\n```\n");
    page.append(syntax.synopsis(PROGRAM)).append("\n```\n");
    var words = words(syntax);
    if (!words.isEmpty()) {
      page.append("\n").append(words).append("\n");
    }
    if (!options(syntax).isEmpty()) {
      page.append("\n| option | |\n|---|---|\n");
    }
    for (var option : options(syntax)) {
      page.append("| `").append(names(option)).append("` | ");
      page.append(description(option).replace("|", "\\|")).append(" |\n");
    }
    page.append("\n```sh\n");
    for (var example : examples(syntax)) {
      page.append(example).append('\n');
    }
    page.append("```\n");
  }

  /** {@code docs/man/troupe.1}, in man(7)'s macros. */
  static String manual() {
    var page = new StringBuilder();
    page.append(".\\\" Written by CommandPagesTest; do not edit.\n");
    page.append(".TH TROUPE 1 \"\" Troupe \"User Commands\"\n");
    page.append(".SH NAME\ntroupe \\- process manager\n");
    page.append(".SH SYNOPSIS\n.B troupe\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR]");
    page.append(" [\\fIARGUMENTS\\fR]\n");
    page.append(
        ".SH DESCRIPTION\nStarts, watches and restarts programs. The first command starts a");
    page.append(" daemon for the home\ndirectory, which is $TROUPE_HOME, else $PM2_HOME, else");
    page.append(" ~/.troupe.\n.SH COMMANDS\n");
    for (var command : Commands.all()) {
      manual(page, command.syntax());
    }
    page.append(".SH EXIT STATUS\n0 if it was done, 1 if not.\n");
    return page.toString();
  }

  private static void manual(StringBuilder page, Syntax syntax) {
    page.append(".SS ").append(roff(syntax.synopsis(PROGRAM))).append('\n');
    page.append(roff(syntax.summary() + syntax.otherNames())).append('\n');
    var words = words(syntax);
    if (!words.isEmpty()) {
      page.append(".PP\n").append(roff(words)).append('\n');
    }
    for (var option : options(syntax)) {
      page.append(".TP\n.B ").append(roff(names(option))).append('\n');
      page.append(roff(description(option))).append('\n');
    }
  }

  /** A line that begins with a dot or an apostrophe would be a request to troff. */
  private static String roff(String text) {
    var escaped = text.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  private static String words(Syntax syntax) {
    var positional = syntax.spec().positionalParameters();
    return positional.isEmpty() ? "" : String.join(" ", positional.getFirst().description());
  }

  private static List<OptionSpec> options(Syntax syntax) {
    return syntax.spec().options().stream()
        .filter(one -> !one.hidden() && !List.of("--help", "--silent").contains(one.longestName()))
        .toList();
  }

  private static String names(OptionSpec option) {
    var names = String.join(", ", option.names());
    return option.arity().max() > 0 ? names + " " + option.paramLabel() : names;
  }

  private static String description(OptionSpec option) {
    return String.join(" ", option.description());
  }

  private static List<String> examples(Syntax syntax) {
    var lines = syntax.examplesFor(PROGRAM);
    return List.of(lines).subList(2, lines.length).stream().map(String::strip).toList();
  }
}
