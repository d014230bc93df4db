package dev.troupe.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What values a field takes.
 *
 * @param name one word for it
 * @param expected goes after "is not"
 * @param remedy what to write instead, after a semicolon
 * @param reading empty for a value that does not fit
 */
record FieldType<T>(
    String name, String expected, String remedy, Function<Object, Optional<T>> reading) {

  static final FieldType<String> TEXT =
      new FieldType<>("text", "a text", "give a text that is not empty", Values::text);
  static final FieldType<Boolean> FLAG =
      new FieldType<>("flag", "true or false", "write true or false", Values::flag);
  static final FieldType<Integer> COUNT =
      new FieldType<>(
          "count", "a whole number from 0", "give a number such as 0, 1 or 16", Values::count);
  static final FieldType<Integer> PORT =
      new FieldType<>("port", "a port", "give a number from 0 to 65535", Values::port);
  static final FieldType<Integer> INSTANCES =
      new FieldType<>(
          "instances",
          "a number of instances",
          "give a whole number, \"max\" or 0 for one per CPU, -1 for one less",
          Values::instances);
  static final FieldType<Duration> DURATION =
      new FieldType<>(
          "duration",
          "a duration",
          "give milliseconds, or a number with its unit such as \"500ms\", \"10s\" or \"2m\"",
          Values::duration);
  static final FieldType<Duration> INTERVAL =
      new FieldType<>(
          "interval",
          "a duration above zero",
          "give milliseconds, or a number with its unit such as \"500ms\", \"10s\" or \"2m\"",
          value -> Values.duration(value).filter(Duration::isPositive));
  static final FieldType<List<String>> WORDS =
      new FieldType<>(
          "words",
          "a list of words",
          "give a list of texts, or one line of them with balanced quotes",
          Values::words);
  static final FieldType<List<String>> TEXTS =
      new FieldType<>(
          "texts", "a text or a list of texts", "give [\"one\", \"two\"]", Values::texts);
  static final FieldType<List<String>> PREFIXES =
      new FieldType<>(
          "prefixes",
          "true, false or a list of beginnings",
          "give true for all, or [\"ONE_\", \"TWO_\"]",
          FieldType::prefixes);
  static final FieldType<List<Integer>> EXIT_CODES =
      new FieldType<>(
          "exit-codes",
          "a list of exit codes",
          "give numbers from 0 to 255, such as 0, [0, 2] or \"0,2\"",
          Values::exitCodes);
  static final FieldType<String> SIGNAL =
      new FieldType<>(
          "signal", "a signal", "give a name such as SIGINT, SIGTERM or SIGUSR2", Values::signal);
  static final FieldType<Map<String, String>> ENVIRONMENT =
      new FieldType<>(
          "environment",
          "a map of variables",
          "give names with values, such as { PORT: 3000 }",
          Values::environment);
  static final FieldType<Boolean> MODE =
      new FieldType<>("mode", "a mode", "write fork or cluster", FieldType::isCluster);

  /** Whatever it is: for fields that nothing acts upon yet. */
  static final FieldType<Object> ANY =
      new FieldType<>("any", "a value", "leave it out", Optional::of);

  private static Optional<Boolean> isCluster(Object value) {
    return switch (String.valueOf(value)) {
      case "cluster", "cluster_mode" -> Optional.of(true);
      case "fork", "fork_mode" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** True is the beginning of every name. */
  private static Optional<List<String>> prefixes(Object value) {
    return Values.flag(value)
        .map(all -> all ? List.of("") : List.<String>of())
        .or(() -> Values.texts(value));
  }
}
