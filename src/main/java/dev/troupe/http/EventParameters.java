package dev.troupe.http;

import dev.troupe.http.Control.EventQuery;
import dev.troupe.supervision.journal.Journal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code /api/v1/events}; all may be missing. */
final class EventParameters {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern FEW = Pattern.compile("\\d{1,5}");
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})([smhd])");

  private final Call call;
  private final InstantSource clock;
  private final List<String> errors = new ArrayList<>();

  private EventParameters(Call call, InstantSource clock) {
    this.call = call;
    this.clock = clock;
  }

  static Fields.Body<EventQuery> read(Call call, InstantSource clock) {
    var parameters = new EventParameters(call, clock);
    var query =
        new EventQuery(
            call.query().getOrDefault("target", "all"),
            parameters.after(),
            parameters.since(),
            parameters.follow(),
            parameters.limit());
    return parameters.errors.isEmpty()
        ? new Fields.Body.Valid<>(query)
        : new Fields.Body.Wrong<>(parameters.errors);
  }

  /** A browser that connects again says what it has seen; what is no number it cannot have seen. */
  private @Nullable Long after() {
    var last = call.headers().apply("Last-Event-ID");
    return NUMBER.matcher(last).matches() ? (Long) Long.parseLong(last) : null;
  }

  private @Nullable Instant since() {
    var text = call.query().get("since");
    if (text == null) {
      return null;
    }
    var amount = AMOUNT.matcher(text);
    if (amount.matches()) {
      return clock.instant().minus(duration(Long.parseLong(amount.group(1)), amount.group(2)));
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException _) {
      errors.add("since: must be like 30s, 15m, 1h, 2d or 2026-01-31T12:00:00Z, not " + text);
      return null;
    }
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private int limit() {
    var text = call.query().getOrDefault("limit", String.valueOf(Journal.MOST));
    int limit = FEW.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > Journal.MOST) {
      errors.add("limit: must be a number from 1 to %d, not %s".formatted(Journal.MOST, text));
    }
    return limit;
  }

  private boolean follow() {
    var text = call.query().getOrDefault("follow", "true");
    if (!text.equals("true") && !text.equals("false")) {
      errors.add("follow: must be true or false, not " + text);
    }
    return text.equals("true");
  }
}
