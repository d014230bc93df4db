package dev.troupe.pm2;

import java.time.Duration;

/** Amounts as short as a column needs them: {@code 52.3mb}, {@code 4m}, {@code 3.1%}. */
public final class Amounts {
  private static final String[] SIZES = {"b", "kb", "mb", "gb", "tb"};

  private Amounts() {}

  /** The largest whole unit of a time: {@code 59s}, {@code 59m}, {@code 23h}, {@code 4D}. */
  public static String time(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m";
    }
    return seconds < 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "D";
  }

  public static String memory(long bytes) {
    double amount = bytes;
    int size = 0;
    while (amount >= 1024 && size < SIZES.length - 1) {
      amount /= 1024;
      size++;
    }
    return (size == 0 ? Long.toString(bytes) : oneDecimal(amount)) + SIZES[size];
  }

  /** A share in percent, with its decimal only if that says something. */
  public static String percent(double share) {
    var text = oneDecimal(share);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + "%";
  }

  private static String oneDecimal(double amount) {
    long tenths = Math.round(amount * 10);
    return tenths / 10 + "." + tenths % 10;
  }
}
