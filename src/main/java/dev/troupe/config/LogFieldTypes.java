package dev.troupe.config;

import dev.troupe.model.CronExpression;
import dev.troupe.model.LogOverflow;
import dev.troupe.model.RotationChange;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What values the fields about logs take. */
final class LogFieldTypes {
  static final FieldType<Boolean> LOG_TYPE =
      new FieldType<>("log type", "a log type", "write json or raw", LogFieldTypes::isJson);
  static final FieldType<LogOverflow> OVERFLOW =
      new FieldType<>("overflow", "block or drop", "write one of them", LogFieldTypes::overflow);
  static final FieldType<Integer> MODE =
      new FieldType<>(
          "file mode",
          "a file mode",
          "give three octal digits as chmod has them, such as \"640\"",
          LogFieldTypes::mode);
  static final FieldType<Long> LIMIT =
      new FieldType<>(
          "size limit", "a size", "give bytes, \"500M\", \"10G\" or none", LogFieldTypes::limit);
  static final FieldType<RotationChange> ROTATION =
      new FieldType<>(
          "rotation",
          "a rotation",
          "give false, or some of enabled, max_size (\"10M\"), retain (30 or \"all\"), compress,"
              + " dateFormat, rotateInterval (a cron expression or \"none\"), rotateModule and TZ",
          LogFieldTypes::rotation);

  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMG]?)B?");
  private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");

  /** pm2-logrotate's: how often it looks. Here a file is looked at whenever it is written. */
  private static final String WORKER_INTERVAL = "workerInterval";

  private LogFieldTypes() {}

  private static Optional<Boolean> isJson(Object value) {
    return switch (String.valueOf(value)) {
      case "json" -> Optional.of(true);
      case "raw", "" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<LogOverflow> overflow(Object value) {
    return Arrays.stream(LogOverflow.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst();
  }

  private static Optional<Integer> mode(Object value) {
    return Optional.of(Values.asText(value))
        .filter(text -> OCTAL.matcher(text).matches())
        .map(text -> Integer.parseInt(text, 8));
  }

  /** A number of bytes, as pm2-logrotate has it: 500, 10K, 10M, 1G. */
  static Optional<Long> size(Object value) {
    var parts = SIZE.matcher(Values.asText(value).toUpperCase(Locale.ROOT));
    if (!parts.matches()) {
      return Optional.empty();
    }
    int shift = 10 * ("KMG".indexOf(parts.group(2)) + (parts.group(2).isEmpty() ? 0 : 1));
    return Optional.of(Long.parseLong(parts.group(1)) << shift).filter(size -> size > 0);
  }

  private static Optional<Long> limit(Object value) {
    return value.equals("none") ? Optional.of(Long.MAX_VALUE) : size(value);
  }

  /** What a block of rotation settings says; empty if one of its values does not fit. */
  private static Optional<RotationChange> rotation(Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Block(map).read();
    }
    return Values.flag(value)
        .map(on -> new RotationChange(on, null, null, null, null, null, null, null));
  }

  private static Optional<Integer> retain(Object value) {
    return value.equals("all") || value.equals("none")
        ? Optional.of(Integer.MAX_VALUE)
        : Values.count(value);
  }

  private static Optional<String> interval(Object value) {
    return value.equals("none") || value.equals(false)
        ? Optional.of("")
        : Values.text(value).filter(CronExpression::isValid);
  }

  private static Optional<String> zone(Object value) {
    return Values.text(value).filter(LogFieldTypes::isZone);
  }

  private static boolean isZone(String text) {
    try {
      return ZoneId.of(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** One block while it is read. */
  private static final class Block {
    private final Map<String, Object> left = new LinkedHashMap<>();
    private boolean fits = true;

    Block(Map<?, ?> map) {
      map.forEach((key, value) -> left.put(String.valueOf(key), value));
      left.remove(WORKER_INTERVAL);
    }

    Optional<RotationChange> read() {
      var change =
          new RotationChange(
              take("enabled", Values::flag),
              take("max_size", LogFieldTypes::size),
              take("retain", LogFieldTypes::retain),
              take("compress", Values::flag),
              take("dateFormat", Values::text),
              take("rotateInterval", LogFieldTypes::interval),
              take("rotateModule", Values::flag),
              take("TZ", LogFieldTypes::zone));
      return fits && left.isEmpty() ? Optional.of(change) : Optional.empty();
    }

    private <T> @Nullable T take(String key, Function<Object, Optional<T>> reading) {
      Object value = left.remove(key);
      if (value == null) {
        return null;
      }
      var read = reading.apply(value);
      fits &= read.isPresent();
      return read.orElse(null);
    }
  }
}
