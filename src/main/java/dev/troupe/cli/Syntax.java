package dev.troupe.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * How a command is written. Built by calls, not annotations: those cost a command 50 ms at start.
 */
final class Syntax {
  private static final String SILENT = "--silent";

  /** Any number of words. */
  static final int MANY = Integer.MAX_VALUE;

  private final CommandSpec spec = CommandSpec.create();
  private final String summary;
  private String[] examples = {};
  private int leastWords;
  private int mostWords;
  private String wordsLabel = "";
  private boolean takesNegative;
  private final Map<String, Standard> standards = new HashMap<>();

  /**
   * What an option means without a value.
   *
   * @param yields whether the next word is the command's own rather than the value, if there is no
   *     other
   */
  private record Standard(String value, boolean yields) {}

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

  /** Refuses words that the command can't do with. */
  void check(List<String> words) throws CommandFailure {
    for (var word : words) {
      if (word.startsWith("-") && word.length() > 1 && !(takesNegative && isNegative(word))) {
        // picocli takes `-2` for a word where no option looks like it.
        throw new CommandFailure("Unknown option: '" + word + "'" + seeHelp());
      }
    }
    if (words.size() < leastWords) {
      throw new CommandFailure(spec.name() + " needs " + wordsLabel + seeHelp());
    }
    if (words.size() > mostWords) {
      throw new CommandFailure(
          spec.name() + " does not know what to do with " + words.get(mostWords) + seeHelp());
    }
  }

  private static boolean isNegative(String word) {
    for (int at = 1; at < word.length(); at++) {
      if (word.charAt(at) < '0' || word.charAt(at) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Where to read more, for the end of a message. */
  String seeHelp() {
    return " (" + spec.name() + " --help shows what there is)";
  }

  CommandSpec spec() {
    return spec;
  }

  /**
   * Adds the options that PM2 takes with every command, as far as this one does not know them:
   * scripts give them where they mean nothing. Help does not show them.
   */
  void addUsual() {
    hidden(true, "--sort");
    hidden(true, "--parallel");
    hidden(false, "--mini-list", "-m");
    hidden(false, "--force", "-f");
    hidden(false, "--update-env", "-a");
    hidden(false, "--no-color");
    hidden(false, "--version", "-v", "-V");
  }

  /**
   * Adds those, too, that PM2 takes with every command although they matter to few.
   *
   * @return one name of each
   */
  List<String> addUseless() {
    var useful = new HashSet<>(spec.options());
    StartOptions.hideIn(this);
    for (var name : List.of("--env", "--only", "--hp", "--service-name")) {
      hidden(true, name);
    }
    hidden(false, "--wait-ip");
    hidden(false, "--attach");
    var useless = new ArrayList<>(spec.options());
    useless.removeAll(useful);
    return useless.stream().map(OptionSpec::longestName).toList();
  }

  /** Whether no option has this name. */
  boolean isFree(String name) {
    return spec.findOption(name) == null;
  }

  /** An option that help does not show; of its names those that have no meaning yet. */
  Syntax hidden(boolean hasValue, String... names) {
    var free = Arrays.stream(names).filter(this::isFree).toArray(String[]::new);
    if (free.length > 0) {
      spec.addOption(
          OptionSpec.builder(free)
              .type(hasValue ? String.class : boolean.class)
              .arity(hasValue ? "1" : "0")
              .hidden(true)
              .build());
    }
    return this;
  }

  /** An option without a value. */
  Syntax flag(String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names).type(boolean.class).arity("0").description(description).build());
    return this;
  }

  /** An option with a value. */
  Syntax value(String label, String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .type(String.class)
            .arity("1")
            .paramLabel(label)
            .description(description)
            .build());
    return this;
  }

  /**
   * An option whose value is the next word, unless there is none, or only an option: {@code --watch
   * src}, {@code --watch --name x}.
   *
   * @param standard the value it has then
   * @param yields whether it has it, too, if there is no other word for the command: {@code start
   *     --watch app.js}
   */
  Syntax loose(String label, String standard, boolean yields, String description, String... names) {
    return value("[" + label + "]", description, names).completing(standard, yields, names);
  }

  /** Makes the value of options one that may be left out, as {@code loose} does. */
  Syntax completing(String standard, boolean yields, String... names) {
    for (var name : names) {
      standards.put(name, new Standard(standard, yields));
    }
    return this;
  }

  /** Whether a word may be the name of an app. */
  boolean takesApps() {
    return wordsLabel.contains("TARGET")
        || wordsLabel.startsWith("NAME")
        || wordsLabel.startsWith("WHAT");
  }

  boolean takesWords() {
    return mostWords > 0;
  }

  /**
   * The words with a value behind each loose option.
   *
   * @param isYielding whether those that yield leave the next word to the command
   */
  List<String> completed(List<String> words, boolean isYielding) {
    var completed = new ArrayList<String>();
    for (int at = 0; at < words.size(); at++) {
      completed.add(words.get(at));
      var standard = standards.get(words.get(at));
      boolean hasNext = at + 1 < words.size() && !words.get(at + 1).startsWith("-");
      if (standard != null && (!hasNext || (isYielding && standard.yields()))) {
        completed.add(standard.value());
      }
    }
    return completed;
  }

  /** An option whose value may be left out: then it is empty. */
  Syntax optional(String label, String description, String... names) {
    return optionally(label, "", description, names);
  }

  /**
   * An option that can do without a value.
   *
   * @param standard the value it has then
   */
  Syntax optionally(String label, String standard, String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names)
            .type(String.class)
            .arity("0..1")
            .fallbackValue(standard)
            .paramLabel(label)
            .description(description)
            .build());
    return this;
  }

  /**
   * Whether each option has a value or has none, so that what follows one that has is its value
   * even if it looks like an option: {@code --node-args --trace}.
   */
  boolean valuesAreRequired() {
    for (var option : spec.options()) {
      if (option.arity().min() != option.arity().max()) {
        return false;
      }
    }
    return true;
  }

  /** Words that are no options: at least and at most so many. */
  Syntax words(String label, int least, int most, String description) {
    leastWords = least;
    mostWords = most;
    wordsLabel = label;
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(String[].class)
            .index("0..*")
            .arity("0..*")
            .paramLabel(label)
            .hideParamSyntax(true)
            .description(description)
            .build());
    return this;
  }

  /** Takes {@code -1} for a word. */
  Syntax withNegativeNumbers() {
    takesNegative = true;
    return this;
  }

  /** Commands as one would type them, without the program's name. */
  Syntax examples(String... commands) {
    examples = commands;
    return this;
  }

  /** How it is written, in one line: {@code troupe stop [OPTIONS] TARGET...}. */
  String synopsis(String program) {
    var line = program + " " + spec.name() + " [OPTIONS]";
    if (mostWords == 0) {
      return line;
    }
    var words = wordsLabel + (mostWords == MANY ? "..." : "");
    return line + " " + (leastWords == 0 ? "[" + words + "]" : words);
  }

  /** Its other names, for the end of the summary; empty if it has none. */
  String otherNames() {
    var aliases = spec.aliases();
    return aliases.length == 0 ? "" : " Also: " + String.join(", ", aliases) + ".";
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
