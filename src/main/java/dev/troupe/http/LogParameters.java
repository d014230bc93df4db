package dev.troupe.http;

import dev.troupe.http.Control.LogQuery;
import dev.troupe.logs.TextPattern;
import dev.troupe.model.OutputName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parameters of {@code /api/v1/logs}; all may be missing. */
final class LogParameters {
  /** PM2 shows that many lines of each file. */
  private static final int DEFAULT_LINES = 15;

  /** Far above what the reader of log files gives. */
  static final int MAX_LINES = 1_000_000;

  private static final String PLACES = "places";

  static final String[] NAMES = {
    "target",
    "instance",
    "lines",
    "follow",
    "output",
    "since",
    "until",
    "grep",
    "interleave",
    PLACES
  };

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private final Map<String, String> query;
  private final List<String> errors = new ArrayList<>();

  private LogParameters(Map<String, String> query) {
    this.query = query;
  }

  /** Whether each new line is to tell where it stands. */
  static boolean placed(Map<String, String> query) {
    return "true".equals(query.get(PLACES));
  }

  /**
   * Reads them.
   *
   * @param seen what the client has seen last; empty if it says nothing, or nothing that is known
   * @param interleaved whether old lines come in the order of time if it is not said
   */
  static Fields.Body<LogQuery> read(
      Map<String, String> query, Optional<ResumePoint> seen, boolean interleaved) {
    var parameters = new LogParameters(query);
    parameters.flag(PLACES, false);
    var wanted =
        new LogQuery(
            query.getOrDefault("target", "all"),
            parameters.instance(),
            parameters.lines(),
            parameters.flag("follow", true),
            parameters.output(),
            parameters.moment("since"),
            parameters.moment("until"),
            parameters.text(),
            seen,
            parameters.flag("interleave", interleaved));
    return parameters.errors.isEmpty()
        ? new Fields.Body.Valid<>(wanted)
        : new Fields.Body.Wrong<>(parameters.errors);
  }

  private Optional<Integer> instance() {
    var text = query.get("instance");
    if (text != null && !NUMBER.matcher(text).matches()) {
      errors.add("instance: must be the id of one, a number, not " + text);
      return Optional.empty();
    }
    return Optional.ofNullable(text).map(Integer::valueOf);
  }

  /** Who says since when wants all since then. */
  private int lines() {
    int usual = query.containsKey("since") ? MAX_LINES : DEFAULT_LINES;
    var text = query.getOrDefault("lines", String.valueOf(usual));
    if (NUMBER.matcher(text).matches() && Integer.parseInt(text) <= MAX_LINES) {
      return Integer.parseInt(text);
    }
    errors.add("lines: must be a number from 0 to %d, not %s".formatted(MAX_LINES, text));
    return DEFAULT_LINES;
  }

  private boolean flag(String name, boolean usual) {
    var text = query.getOrDefault(name, String.valueOf(usual));
    if (!text.equals("true") && !text.equals("false")) {
      errors.add("%s: must be true or false, not %s".formatted(name, text));
    }
    return text.equals("true");
  }

  private Optional<OutputName> output() {
    return switch (query.get("output")) {
      case null -> Optional.empty();
      case "out" -> Optional.of(OutputName.OUT);
      case "err" -> Optional.of(OutputName.ERR);
      case String text -> {
        errors.add("output: must be out or err, not " + text);
        yield Optional.empty();
      }
    };
  }

  private Optional<Moment> moment(String name) {
    var text = query.get(name);
    var moment = Optional.ofNullable(text).flatMap(MomentText::read);
    if (text != null && moment.isEmpty()) {
      errors.add(
          "%s: must be a time such as 10m (ago) or 2026-01-31T12:00:00Z, not %s"
              .formatted(name, text));
    }
    return moment;
  }

  private Optional<TextPattern> text() {
    try {
      return Optional.ofNullable(query.get("grep")).map(TextPattern::of);
    } catch (IllegalArgumentException e) {
      errors.add("grep: " + e.getMessage());
      return Optional.empty();
    }
  }
}
