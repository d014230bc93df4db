package dev.troupe.model;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Writes times in the words of dayjs, as PM2's {@code log_date_format} has them: {@code YYYY-MM-DD
 * HH:mm:ss.SSS Z}. Text in brackets and whatever is no token stands for itself.
 */
public final class DayFormat {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\[([^\\]]+)]|YYYY|YY|M{1,4}|D{1,2}|d{1,4}|H{1,2}|h{1,2}|a|A|m{1,2}|s{1,2}|ZZ?|SSS");

  private final List<Function<ZonedDateTime, String>> parts = new ArrayList<>();

  private DayFormat(String pattern) {
    var tokens = TOKEN.matcher(pattern);
    int end = 0;
    while (tokens.find()) {
      addText(pattern.substring(end, tokens.start()));
      String escaped = tokens.group(1);
      if (escaped == null) {
        parts.add(part(tokens.group()));
      } else {
        addText(escaped);
      }
      end = tokens.end();
    }
    addText(pattern.substring(end));
  }

  /** Of any text; nothing is wrong. */
  public static DayFormat of(String pattern) {
    return new DayFormat(pattern);
  }

  /** That time in this format. */
  public String format(ZonedDateTime time) {
    var text = new StringBuilder();
    parts.forEach(part -> text.append(part.apply(time)));
    return text.toString();
  }

  private void addText(String text) {
    if (!text.isEmpty()) {
      parts.add(_ -> text);
    }
  }

  private static Function<ZonedDateTime, String> part(String token) {
    return switch (token) {
      case "YYYY" -> time -> digits(time.getYear(), 4);
      case "YY" -> time -> digits(time.getYear() % 100, 2);
      case "M", "MM" -> time -> digits(time.getMonthValue(), token.length());
      case "MMM" -> time -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "MMMM" -> time -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "D", "DD" -> time -> digits(time.getDayOfMonth(), token.length());
      case "d" -> time -> digits(time.getDayOfWeek().getValue() % 7, 1);
      case "dd" -> time -> day(time, TextStyle.SHORT).substring(0, 2);
      case "ddd" -> time -> day(time, TextStyle.SHORT);
      case "dddd" -> time -> day(time, TextStyle.FULL);
      case "H", "HH" -> time -> digits(time.getHour(), token.length());
      case "h", "hh" -> time -> digits((time.getHour() + 11) % 12 + 1, token.length());
      case "a" -> time -> time.getHour() < 12 ? "am" : "pm";
      case "A" -> time -> time.getHour() < 12 ? "AM" : "PM";
      case "m", "mm" -> time -> digits(time.getMinute(), token.length());
      case "s", "ss" -> time -> digits(time.getSecond(), token.length());
      case "SSS" -> time -> digits(time.getNano() / 1_000_000, 3);
      case "Z" -> time -> offset(time, ":");
      case "ZZ" -> time -> offset(time, "");
      default -> throw new IllegalStateException("no such token: " + token);
    };
  }

  private static String day(ZonedDateTime time, TextStyle style) {
    return time.getDayOfWeek().getDisplayName(style, Locale.ENGLISH);
  }

  private static String offset(ZonedDateTime time, String separator) {
    int minutes = time.getOffset().getTotalSeconds() / 60;
    return (minutes < 0 ? "-" : "+")
        + digits(Math.abs(minutes) / 60, 2)
        + separator
        + digits(Math.abs(minutes) % 60, 2);
  }

  private static String digits(int number, int least) {
    String text = Integer.toString(number);
    return "0".repeat(Math.max(0, least - text.length())) + text;
  }
}
