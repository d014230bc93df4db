package dev.troupe.logs.otlp;

import static java.util.Map.entry;

import io.opentelemetry.api.logs.Severity;
import java.util.Locale;
import java.util.Map;

/**
 * What the levels of logging libraries mean in OpenTelemetry's words. Sources: the example mappings
 * in appendix B of its log data model; pino's and bunyan's numbers from their documentation.
 */
final class Severities {
  /** The names of all libraries, in small letters; syslog's and winston's, Python's, zap's. */
  private static final Map<String, Severity> NAMES =
      Map.ofEntries(
          entry("trace", Severity.TRACE),
          entry("finest", Severity.TRACE),
          entry("silly", Severity.TRACE),
          entry("debug", Severity.DEBUG),
          entry("verbose", Severity.DEBUG),
          entry("fine", Severity.DEBUG),
          entry("info", Severity.INFO),
          entry("information", Severity.INFO),
          entry("informational", Severity.INFO),
          entry("http", Severity.INFO),
          entry("notice", Severity.INFO2),
          entry("warn", Severity.WARN),
          entry("warning", Severity.WARN),
          entry("error", Severity.ERROR),
          entry("err", Severity.ERROR),
          entry("severe", Severity.ERROR),
          entry("crit", Severity.ERROR2),
          entry("critical", Severity.ERROR2),
          entry("dpanic", Severity.ERROR2),
          entry("alert", Severity.ERROR3),
          entry("fatal", Severity.FATAL),
          entry("panic", Severity.FATAL),
          entry("emerg", Severity.FATAL),
          entry("emergency", Severity.FATAL));

  /** Syslog's numbers, RFC 5424: from emergency to debug. */
  private static final Severity[] SYSLOG = {
    Severity.FATAL,
    Severity.ERROR3,
    Severity.ERROR2,
    Severity.ERROR,
    Severity.WARN,
    Severity.INFO2,
    Severity.INFO,
    Severity.DEBUG
  };

  private static final int LEAST_OF_PINO = 10;

  private Severities() {}

  /**
   * What a level means; {@link Severity#UNDEFINED_SEVERITY_NUMBER} if nobody knows.
   *
   * @param level a name in any case, or a number: below 10 syslog's, from 10 on pino's
   */
  static Severity of(String level) {
    if (!level.isEmpty() && level.chars().allMatch(c -> '0' <= c && c <= '9')) {
      return level.length() > 2 ? Severity.UNDEFINED_SEVERITY_NUMBER : of(Integer.parseInt(level));
    }
    return NAMES.getOrDefault(level.toLowerCase(Locale.ROOT), Severity.UNDEFINED_SEVERITY_NUMBER);
  }

  private static Severity of(int level) {
    if (level < LEAST_OF_PINO) {
      return level < SYSLOG.length ? SYSLOG[level] : Severity.UNDEFINED_SEVERITY_NUMBER;
    }
    return switch (level / LEAST_OF_PINO) {
      case 1 -> Severity.TRACE;
      case 2 -> Severity.DEBUG;
      case 3 -> Severity.INFO;
      case 4 -> Severity.WARN;
      case 5 -> Severity.ERROR;
      default -> Severity.FATAL;
    };
  }
}
