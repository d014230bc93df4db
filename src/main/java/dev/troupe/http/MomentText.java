package dev.troupe.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A {@link Moment} as a client writes it. */
final class MomentText {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h|d|w)");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  private static final List<Function<String, Instant>> FORMS =
      List.of(
          text -> OffsetDateTime.parse(text).toInstant(),
          text -> LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant(),
          text -> LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant());

  private MomentText() {}

  /**
   * {@code 10m} (with ms, s, m, h, d or w) is so long ago; {@code 2026-11-22T10:00:00Z} and {@code
   * 2026-11-22T10:00:00+01:00} are what they say; {@code 2026-11-22 10:00} and {@code 2026-11-22}
   * are in the daemon's time zone.
   *
   * @return empty if it is none of these
   */
  static Optional<Moment> read(String text) {
    var duration = DURATION.matcher(text);
    if (duration.matches()) {
      var unit = UNITS.getOrDefault(duration.group(2), Duration.ZERO);
      return Optional.of(new Moment.Ago(unit.multipliedBy(Long.parseLong(duration.group(1)))));
    }
    var iso = text.replace(' ', 'T');
    return FORMS.stream()
        .flatMap(form -> tried(form, iso).stream())
        .<Moment>map(Moment.At::new)
        .findFirst();
  }

  private static Optional<Instant> tried(Function<String, Instant> form, String text) {
    try {
      return Optional.of(form.apply(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
