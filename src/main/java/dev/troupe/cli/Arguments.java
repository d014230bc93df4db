package dev.troupe.cli;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** A command's arguments, parsed. */
final class Arguments {
  static final Arguments NONE = new Arguments(null, List.of());

  private final @Nullable ParseResult parsed;
  private final List<String> appArgs;

  private Arguments(@Nullable ParseResult parsed, List<String> appArgs) {
    this.parsed = parsed;
    this.appArgs = appArgs;
  }

  /**
   * Parses what follows a command's name. {@code --} ends the options; what stands behind it is
   * left alone.
   */
  static Arguments parse(Syntax syntax, List<String> words) throws CommandFailure {
    int end = words.indexOf("--");
    var own = end < 0 ? words : words.subList(0, end);
    var rest = end < 0 ? List.<String>of() : words.subList(end + 1, words.size());
    try {
      var line = new CommandLine(syntax.lenientSpec());
      line.setExpandAtFiles(false).setOverwrittenOptionsAllowed(true);
      line.setAllowOptionsAsOptionParameters(syntax.valuesAreRequired());
      return new Arguments(line.parseArgs(own.toArray(new String[0])), List.copyOf(rest));
    } catch (ParameterException e) {
      throw new CommandFailure(e.getMessage() + syntax.seeHelp());
    }
  }

  boolean has(String option) {
    return parsed != null && parsed.hasMatchedOption(option);
  }

  /** An option's value; null if it was not given. */
  @Nullable String value(String option) {
    return parsed == null ? null : parsed.<@Nullable String>matchedOptionValue(option, null);
  }

  /** An option's value as a whole number from 1; null if it was not given. */
  @Nullable Integer number(String option) throws CommandFailure {
    var text = value(option);
    if (text == null) {
      return null;
    }
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new CommandFailure(option + "=" + text + " is not a whole number from 1");
  }

  /** The words that are no options. */
  List<String> words() {
    return parsed != null && parsed.hasMatchedPositional(0)
        ? Arrays.asList(parsed.matchedPositionalValue(0, new String[0]))
        : List.of();
  }

  /** The first word; null if there is none. */
  @Nullable String word() {
    var words = words();
    return words.isEmpty() ? null : words.getFirst();
  }

  /** What stands behind {@code --}. */
  List<String> appArgs() {
    return appArgs;
  }
}
