package dev.troupe.config;

import dev.troupe.model.Balance;
import dev.troupe.model.Dependency;
import dev.troupe.model.Readiness;
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
  static final FieldType<List<String>> PATHS =
      new FieldType<>(
          "paths",
          "a list of paths",
          "give [\"one\", \"two\"], or a text with blanks between them",
          FieldType::paths);
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

  static final FieldType<Integer> NUMBER =
      new FieldType<>(
          "number",
          "a whole number from 1",
          "give a number such as 1, 2 or 10",
          value -> Values.count(value).filter(number -> number > 0));
  static final FieldType<Integer> OPEN_PORT =
      new FieldType<>(
          "open-port",
          "a port that others can know",
          "give a number from 1 to 65535",
          value -> Values.port(value).filter(port -> port > 0));
  static final FieldType<String> ADDRESS =
      new FieldType<>(
          "address",
          "an IP address",
          "give one such as \"127.0.0.1\" or \"::1\", or leave it out for all",
          Values::address);
  static final FieldType<String> PATTERN =
      new FieldType<>(
          "pattern",
          "a regular expression",
          "give one such as \"listening on \\\\d+\"",
          Values::pattern);
  static final FieldType<List<String>> COMMAND =
      new FieldType<>(
          "command",
          "a command",
          "give a line for /bin/sh, or a list of the program and its arguments",
          Values::command);
  static final FieldType<Readiness.OnTimeout> ON_TIMEOUT =
      choice(
          "on-timeout",
          Map.of("accept", Readiness.OnTimeout.ACCEPT, "rollback", Readiness.OnTimeout.ROLLBACK),
          "write accept or rollback");
  static final FieldType<Balance> BALANCE =
      choice(
          "balance",
          Map.of(
              "kernel", Balance.KERNEL,
              "round-robin", Balance.ROUND_ROBIN,
              "round_robin", Balance.ROUND_ROBIN),
          "write kernel or round-robin");
  static final FieldType<Dependency.Condition> CONDITION =
      choice(
          "condition",
          Map.of(
              "started", Dependency.Condition.STARTED,
              "ready", Dependency.Condition.READY,
              "completed", Dependency.Condition.COMPLETED,
              "service_started", Dependency.Condition.STARTED,
              "service_healthy", Dependency.Condition.READY,
              "service_completed_successfully", Dependency.Condition.COMPLETED),
          "write started, ready or completed");

  /** Whatever it is: a reader of its own looks at its parts. */
  static final FieldType<Object> PARTS =
      new FieldType<>("parts", "a value", "leave it out", Optional::of);

  /** Whatever it is: for fields that nothing acts upon yet. */
  static final FieldType<Object> ANY =
      new FieldType<>("any", "a value", "leave it out", Optional::of);

  private static <T> FieldType<T> choice(String name, Map<String, T> words, String remedy) {
    return new FieldType<>(
        name,
        "one of the choices",
        remedy,
        value -> Optional.ofNullable(words.get(String.valueOf(value))));
  }

  private static Optional<Boolean> isCluster(Object value) {
    return switch (String.valueOf(value)) {
      case "cluster", "cluster_mode" -> Optional.of(true);
      case "fork", "fork_mode" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** PM2's --ignore-watch: blanks separate. */
  private static Optional<List<String>> paths(Object value) {
    return value instanceof String text
        ? Values.text(text).map(paths -> List.of(paths.strip().split("\\s+", -1)))
        : Values.texts(value);
  }

  /** True is the beginning of every name. */
  private static Optional<List<String>> prefixes(Object value) {
    return Values.flag(value)
        .map(all -> all ? List.of("") : List.<String>of())
        .or(
            () ->
                value instanceof String text
                    ? Optional.of(List.of(text.strip().split("[,\\s]+", -1)))
                    : Values.texts(value));
  }
}
