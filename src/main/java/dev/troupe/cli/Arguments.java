package dev.troupe.cli;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command's arguments, parsed. */
final class Arguments {
  static final Arguments NONE = new Arguments(null, List.of(), List.of());

  private final @Nullable ParseResult parsed;
  private final List<String> appArgs;
  private final List<String> useless;

  private Arguments(@Nullable ParseResult parsed, List<String> appArgs, List<String> useless) {
    this.parsed = parsed;
    this.appArgs = appArgs;
    this.useless = useless;
  }

  /**
   * Parses what follows a command's name. {@code --} ends the options; what stands behind it is
   * left alone.
   */
  static Arguments parse(Syntax syntax, List<String> words) throws CommandFailure {
    int end = words.indexOf("--");
    var own = end < 0 ? words : words.subList(0, end);
    var rest = end < 0 ? List.<String>of() : words.subList(end + 1, words.size());
    syntax.addUsual();
    try {
      return new Arguments(parsed(syntax, own), List.copyOf(rest), List.of());
    } catch (UnmatchedArgumentException e) {
      return withUseless(syntax, own, rest, e);
    } catch (ParameterException e) {
      throw new CommandFailure(e.getMessage() + syntax.seeHelp());
    }
  }

  /** Most commands have no use for most of PM2's options: they are added only where one is met. */
  private static Arguments withUseless(
      Syntax syntax, List<String> own, List<String> rest, UnmatchedArgumentException refusal)
      throws CommandFailure {
    var useless = syntax.addUseless();
    try {
      var parsed = parsed(syntax, own);
      var given = useless.stream().filter(parsed::hasMatchedOption).toList();
      return new Arguments(parsed, List.copyOf(rest), given);
    } catch (UnmatchedArgumentException _) {
      throw new CommandFailure(refusal.getMessage() + syntax.seeHelp());
    } catch (ParameterException e) {
      throw new CommandFailure(e.getMessage() + syntax.seeHelp());
    }
  }

  private static ParseResult parsed(Syntax syntax, List<String> words) {
    var completed = syntax.completed(words, false);
    var parsed = parsedAsIs(syntax, completed);
    var alternative = syntax.completed(words, true);
    return parsed.hasMatchedPositional(0) || !syntax.takesWords() || alternative.equals(completed)
        ? parsed
        : parsedAsIs(syntax, alternative);
  }

  private static ParseResult parsedAsIs(Syntax syntax, List<String> words) {
    var line = new CommandLine(syntax.spec());
    line.setExpandAtFiles(false).setOverwrittenOptionsAllowed(true);
    line.setAllowOptionsAsOptionParameters(syntax.valuesAreRequired());
    return line.parseArgs(words.toArray(new String[0]));
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

  /** Options that PM2 takes with every command and this one has no use for, as far as given. */
  List<String> useless() {
    return useless;
  }

  /** What stands behind {@code --}. */
  List<String> appArgs() {
    return appArgs;
  }
}
