package dev.troupe.config;

import java.math.BigDecimal;
import java.util.Optional;

/** What values the fields about limits take. */
final class LimitFieldTypes {
  private static final int LOWEST_NICE = -20;
  private static final int HIGHEST_NICE = 19;
  private static final int MOST_OOM_SCORE = 1000;
  private static final int MOST_CPUS = 4096;

  /** A number of bytes; 0 for no limit, as in PM2. */
  static final FieldType<Long> SIZE =
      new FieldType<>(
          "size",
          "a size",
          "give bytes, or a number with its unit such as \"300M\" or \"2G\"",
          LimitFieldTypes::size);

  static final FieldType<Integer> NICE =
      new FieldType<>(
          "nice",
          "a priority",
          "give a whole number from -20 to 19, where 19 comes last",
          value -> Values.integer(value).filter(n -> n >= LOWEST_NICE && n <= HIGHEST_NICE));

  static final FieldType<Integer> OOM_SCORE =
      new FieldType<>(
          "oom-score",
          "a score",
          "give a whole number from -1000 (never killed) to 1000 (killed first)",
          value -> Values.integer(value).filter(n -> Math.abs(n) <= MOST_OOM_SCORE));

  static final FieldType<Double> CPUS =
      new FieldType<>(
          "cpus",
          "a number of CPUs",
          "give a number above 0 such as 0.5 or 2, or a share of one CPU such as \"50%\"",
          LimitFieldTypes::cpus);

  private LimitFieldTypes() {}

  private static Optional<Long> size(Object value) {
    return Values.asText(value).equals("0") ? Optional.of(0L) : LogFieldTypes.size(value);
  }

  private static Optional<Double> cpus(Object value) {
    var text = Values.asText(value).strip();
    boolean isPercent = text.endsWith("%");
    try {
      var number = new BigDecimal(isPercent ? text.substring(0, text.length() - 1) : text);
      double cpus = (isPercent ? number.movePointLeft(2) : number).doubleValue();
      return Optional.of(cpus).filter(n -> n >= 0.01 && n <= MOST_CPUS);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
