package dev.troupe.model;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times of a calendar: {@code minute hour day-of-month month day-of-week}, or six fields with the
 * second first. Names of months and days are known, Sunday is 0 and 7, and where both days are
 * given one of them has to fit, as in crontab(5). {@code @daily} and its like are known too.
 */
public final class CronExpression {
  private static final Pattern GAP = Pattern.compile("\\s+");
  private static final CronDefinition DEFINITION = definition();
  private static final int FIELDS = 5;
  private static final int MINUTE = 1;
  private static final int HOUR = 2;

  private final ExecutionTime times;
  private final boolean isFrequent;

  private CronExpression(ExecutionTime times, boolean isFrequent) {
    this.times = times;
    this.isFrequent = isFrequent;
  }

  private static CronDefinition definition() {
    return CronDefinitionBuilder.defineCron()
        .withSeconds()
        .withStrictRange()
        .and()
        .withMinutes()
        .withStrictRange()
        .and()
        .withHours()
        .withStrictRange()
        .and()
        .withDayOfMonth()
        .supportsL()
        .supportsW()
        .supportsLW()
        .withStrictRange()
        .and()
        .withMonth()
        .withStrictRange()
        .and()
        .withDayOfWeek()
        .withValidRange(0, 7)
        .withMondayDoWValue(1)
        .withIntMapping(7, 0)
        .supportsHash()
        .supportsL()
        .withStrictRange()
        .and()
        .instance();
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException if it is none, with the reason
   */
  public static CronExpression parse(String text) {
    var expression = inFull(text.strip());
    var fields = GAP.split(expression, -1);
    boolean isFrequent = fields[MINUTE].startsWith("*") || fields[HOUR].startsWith("*");
    return new CronExpression(ExecutionTime.forCron(cron(expression)), isFrequent);
  }

  private static Cron cron(String expression) {
    return new CronParser(DEFINITION).parse(expression);
  }

  /** With all six fields. */
  private static String inFull(String text) {
    var expression =
        switch (text) {
          case "@yearly", "@annually" -> "0 0 1 1 *";
          case "@monthly" -> "0 0 1 * *";
          case "@weekly" -> "0 0 * * 0";
          case "@daily", "@midnight" -> "0 0 * * *";
          case "@hourly" -> "0 * * * *";
          default -> text;
        };
    int fields = GAP.split(expression, -1).length;
    if (fields != FIELDS && fields != FIELDS + 1) {
      throw new IllegalArgumentException("it has " + fields + " fields, not 5 or 6");
    }
    return fields == FIELDS ? "0 " + expression : expression;
  }

  /** Whether a text is one. Needs no class that logs: the command line has no place for that. */
  public static boolean isValid(String text) {
    try {
      return cron(inFull(text.strip())) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The first of its times after another, in the same time zone. */
  public Optional<ZonedDateTime> next(ZonedDateTime after) {
    return times.nextExecution(after);
  }

  /** The first of its times after another, by a clock that is never put forward or back. */
  public Optional<LocalDateTime> next(LocalDateTime after) {
    return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(time -> time.toLocalDateTime());
  }

  /** Whether it means each or each n-th minute or hour, in place of times of day (as cron(8)). */
  public boolean isFrequent() {
    return isFrequent;
  }
}
