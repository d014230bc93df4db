package dev.troupe.config;

import dev.troupe.model.CronExpression;
import dev.troupe.model.Schedule;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** What values the fields about schedules take. */
final class ScheduleFieldTypes {

  /** An expression as it was written; empty for no schedule (PM2: 0). */
  static final FieldType<String> CRON =
      new FieldType<>(
          "cron",
          "a cron expression",
          "give five fields such as \"0 3 * * *\", six with seconds first, or 0 for no schedule",
          ScheduleFieldTypes::cron);

  static final FieldType<String> ZONE =
      new FieldType<>(
          "time zone",
          "a time zone",
          "give one such as \"Europe/Berlin\" or \"UTC\"",
          ScheduleFieldTypes::zone);

  static final FieldType<Schedule.Concurrency> CONCURRENCY =
      new FieldType<>(
          "concurrency", "forbid or replace", "write one of them", ScheduleFieldTypes::concurrency);

  private ScheduleFieldTypes() {}

  private static Optional<String> cron(Object value) {
    return isNone(value)
        ? Optional.of("")
        : Values.text(value).map(String::strip).filter(CronExpression::isValid);
  }

  private static boolean isNone(Object value) {
    return value.equals(false) || Values.asText(value).strip().equals("0");
  }

  private static Optional<String> zone(Object value) {
    return Values.text(value).filter(ScheduleFieldTypes::isZone);
  }

  /** Whether it names a time zone. */
  static boolean isZone(String text) {
    try {
      return ZoneId.of(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Optional<Schedule.Concurrency> concurrency(Object value) {
    return switch (String.valueOf(value)) {
      case "forbid" -> Optional.of(Schedule.Concurrency.FORBID);
      case "replace" -> Optional.of(Schedule.Concurrency.REPLACE);
      default -> Optional.empty();
    };
  }
}
