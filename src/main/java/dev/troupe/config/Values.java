package dev.troupe.config;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain values, as any file format gives them, as what a setting asks for; empty if unfit.
 */
final class Values {
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h|d|)");
  private static final Pattern CODE_GAP = Pattern.compile("\\s*,\\s*|\\s+");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final int LONGEST_SHOWN = 60;

  /** As signal(7) has them on Linux. */
  private static final Set<String> SIGNALS =
      Set.of(
          "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
          "PIPE", "ALRM", "TERM", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
          "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

  private Values() {}

  /** A text that is not empty; a number will do, since YAML makes one of {@code name: 7}. */
  static Optional<String> text(Object value) {
    return switch (value) {
      case String text when !text.isBlank() && isPassable(text) -> Optional.of(text);
      case Number number -> Optional.of(asText(number));
      default -> Optional.empty();
    };
  }

  static Optional<Boolean> flag(Object value) {
    return switch (value) {
      case Boolean flag -> Optional.of(flag);
      case String text when text.equals("true") -> Optional.of(true);
      case String text when text.equals("false") -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** A whole number, also as text. */
  static Optional<Integer> integer(Object value) {
    if (!(value instanceof Number || value instanceof String)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(value.toString().strip()).intValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Optional<Integer> count(Object value) {
    return integer(value).filter(number -> number >= 0);
  }

  static Optional<Integer> port(Object value) {
    return integer(value).filter(number -> number >= 0 && number <= 65_535);
  }

  /** {@code max} reads as 0, which means the same. */
  static Optional<Integer> instances(Object value) {
    return value.equals("max") ? Optional.of(0) : integer(value);
  }

  /** PM2's plain number of milliseconds, or a number with its unit. */
  static Optional<Duration> duration(Object value) {
    if (!(value instanceof Number || value instanceof String)) {
      return Optional.empty();
    }
    var text = value instanceof Number number ? asText(number) : value.toString().strip();
    var parts = DURATION.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var millis = new BigDecimal(parts.group(1)).multiply(millisIn(parts.group(2)));
    return millis.compareTo(BigDecimal.valueOf(LONGEST.toMillis())) > 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(millis.movePointRight(6).longValue()));
  }

  private static BigDecimal millisIn(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "s" -> 1_000;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          case "d" -> 86_400_000;
          default -> 1;
        });
  }

  /** A list of texts, or one line that is split as a shell does. */
  static Optional<List<String>> words(Object value) {
    return switch (value) {
      case String line when isPassable(line) -> ShellWords.split(line);
      case Number number -> Optional.of(List.of(asText(number)));
      case List<?> list -> each(list, Values::scalar);
      default -> Optional.empty();
    };
  }

  /** One text or a list of them, each taken whole. */
  static Optional<List<String>> texts(Object value) {
    return value instanceof List<?> list ? each(list, Values::text) : text(value).map(List::of);
  }

  /** One code, a list of them, {@code "0,2"} or {@code "0 2"}. */
  static Optional<List<Integer>> exitCodes(Object value) {
    return switch (value) {
      case List<?> list -> each(list, Values::exitCode);
      case String text ->
          each(List.of((Object[]) CODE_GAP.split(text.strip(), -1)), Values::exitCode);
      default -> exitCode(value).map(List::of);
    };
  }

  private static Optional<Integer> exitCode(Object value) {
    return integer(value).filter(code -> code >= 0 && code <= 255);
  }

  /** {@code SIGTERM} from {@code SIGTERM}, {@code TERM} or {@code term}. */
  static Optional<String> signal(Object value) {
    if (!(value instanceof String text)) {
      return Optional.empty();
    }
    var upper = text.strip().toUpperCase(Locale.ROOT);
    var name = upper.startsWith("SIG") ? upper.substring(3) : upper;
    return SIGNALS.contains(name) ? Optional.of("SIG" + name) : Optional.empty();
  }

  /** An IP address as text; {@code localhost} is IPv4's, {@code *} is {@code ::}, all of them. */
  static Optional<String> address(Object value) {
    if (!(value instanceof String text)) {
      return Optional.empty();
    }
    if (text.equals("localhost")) {
      return Optional.of("127.0.0.1");
    }
    return text.equals("*") ? Optional.of("::") : Optional.of(text).filter(Values::isAddress);
  }

  private static boolean isAddress(String text) {
    try {
      boolean mayBe = text.contains(":") || IPV4.matcher(text).matches();
      return mayBe && InetAddress.ofLiteral(text).getHostAddress() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A regular expression as text. */
  static Optional<String> pattern(Object value) {
    try {
      return text(value).filter(text -> Pattern.compile(text).pattern().equals(text));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** A line for the shell, or a program and its arguments. */
  static Optional<List<String>> command(Object value) {
    return value instanceof String line
        ? text(line).map(script -> List.of("/bin/sh", "-c", script))
        : words(value).filter(words -> !words.isEmpty());
  }

  /** Variables by name: an object becomes its JSON, a variable without value is left out. */
  static Optional<Map<String, String>> environment(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    var variables = new LinkedHashMap<String, String>();
    for (var entry : map.entrySet()) {
      var name = String.valueOf(entry.getKey());
      var content = entry.getValue() == null ? "" : asText(entry.getValue());
      if (name.isEmpty() || name.contains("=") || !isPassable(name) || !isPassable(content)) {
        return Optional.empty();
      }
      if (entry.getValue() != null) {
        variables.put(name, content);
      }
    }
    return Optional.of(variables);
  }

  /** The kernel ends texts at a NUL. */
  private static boolean isPassable(String text) {
    return text.indexOf('\0') < 0;
  }

  private static Optional<String> scalar(Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? Optional.of(asText(value)).filter(Values::isPassable)
        : Optional.empty();
  }

  private static <T> Optional<List<T>> each(List<?> list, Function<Object, Optional<T>> reading) {
    var read = new ArrayList<T>();
    for (var element : list) {
      var one = element == null ? Optional.<T>empty() : reading.apply(element);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      read.add(one.get());
    }
    return Optional.of(List.copyOf(read));
  }

  /** The text a child finds in its environment: as JavaScript prints it. */
  static String asText(Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean flag -> flag.toString();
      case Double number -> ScriptNumber.text(number);
      case Number number -> number.toString();
      default -> json(value);
    };
  }

  /**
   * The value as an error line shows it: cut if long, a map by its names, as it may hold secrets.
   */
  static String shown(@Nullable Object value) {
    var text = value instanceof Map<?, ?> map ? names(map) : json(value);
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }

  private static String names(Map<?, ?> map) {
    return map.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
  }

  private static String json(@Nullable Object value) {
    try {
      return JSON.std.asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
