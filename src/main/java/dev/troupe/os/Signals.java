package dev.troupe.os;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Signal names and numbers as Linux has them on x86-64 and aarch64 (signal(7)). */
public final class Signals {
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("HUP", 1),
          Map.entry("INT", 2),
          Map.entry("QUIT", 3),
          Map.entry("ILL", 4),
          Map.entry("TRAP", 5),
          Map.entry("ABRT", 6),
          Map.entry("BUS", 7),
          Map.entry("FPE", 8),
          Map.entry("KILL", 9),
          Map.entry("USR1", 10),
          Map.entry("SEGV", 11),
          Map.entry("USR2", 12),
          Map.entry("PIPE", 13),
          Map.entry("ALRM", 14),
          Map.entry("TERM", 15),
          Map.entry("CHLD", 17),
          Map.entry("CONT", 18),
          Map.entry("STOP", 19),
          Map.entry("TSTP", 20),
          Map.entry("TTIN", 21),
          Map.entry("TTOU", 22),
          Map.entry("URG", 23),
          Map.entry("XCPU", 24),
          Map.entry("XFSZ", 25),
          Map.entry("VTALRM", 26),
          Map.entry("PROF", 27),
          Map.entry("WINCH", 28),
          Map.entry("IO", 29),
          Map.entry("PWR", 30),
          Map.entry("SYS", 31));

  private Signals() {}

  /** The number of {@code SIGINT}, {@code int} or {@code 2}; empty if there is no such signal. */
  public static OptionalInt number(String nameOrNumber) {
    var word = nameOrNumber.strip().toUpperCase(Locale.ROOT);
    if (!word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9') && word.length() < 3) {
      int number = Integer.parseInt(word);
      return number >= 1 && number <= 64 ? OptionalInt.of(number) : OptionalInt.empty();
    }
    var found = NUMBERS.get(word.startsWith("SIG") ? word.substring(3) : word);
    return found == null ? OptionalInt.empty() : OptionalInt.of(found);
  }

  /** {@code SIGINT} for 2; {@code SIG42} for a signal without a name. */
  public static String name(int number) {
    return NUMBERS.entrySet().stream()
        .filter(entry -> entry.getValue() == number)
        .findFirst()
        .map(entry -> "SIG" + entry.getKey())
        .orElse("SIG" + number);
  }
}
