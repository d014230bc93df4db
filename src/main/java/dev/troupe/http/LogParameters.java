package dev.troupe.http;

import dev.troupe.http.Control.LogQuery;
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
  private static final int MAX_LINES = 1_000_000;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private final Map<String, String> query;
  private final List<String> errors = new ArrayList<>();

  private LogParameters(Map<String, String> query) {
    this.query = query;
  }

  static Fields.Body<LogQuery> read(Map<String, String> query) {
    var parameters = new LogParameters(query);
    var wanted =
        new LogQuery(
            query.getOrDefault("target", "all"),
            parameters.lines(),
            parameters.follow(),
            parameters.output());
    return parameters.errors.isEmpty()
        ? new Fields.Body.Valid<>(wanted)
        : new Fields.Body.Wrong<>(parameters.errors);
  }

  private int lines() {
    var text = query.getOrDefault("lines", String.valueOf(DEFAULT_LINES));
    if (NUMBER.matcher(text).matches() && Integer.parseInt(text) <= MAX_LINES) {
      return Integer.parseInt(text);
    }
    errors.add("lines: must be a number from 0 to %d, not %s".formatted(MAX_LINES, text));
    return DEFAULT_LINES;
  }

  private boolean follow() {
    var text = query.getOrDefault("follow", "true");
    if (!text.equals("true") && !text.equals("false")) {
      errors.add("follow: must be true or false, not " + text);
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
}
