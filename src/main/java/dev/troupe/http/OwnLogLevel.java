package dev.troupe.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** What Troupe's own log takes, as logback has it; can be changed at any time. Thread-safe. */
final class OwnLogLevel {
  static final List<String> LEVELS = List.of("error", "warn", "info", "debug");

  private static final String TROUPE = "dev.troupe";

  private OwnLogLevel() {}

  /** Empty in an application that logs with something else. */
  static Optional<String> get() {
    return logger().map(logger -> logger.getEffectiveLevel().toString().toLowerCase(Locale.ROOT));
  }

  /**
   * Sets it.
   *
   * @param level one of {@link #LEVELS}
   * @return what it was before; empty in an application that logs with something else
   */
  static Optional<String> set(String level) {
    var before = get();
    logger().ifPresent(logger -> logger.setLevel(Level.toLevel(level)));
    return before;
  }

  private static Optional<Logger> logger() {
    return LoggerFactory.getLogger(TROUPE) instanceof Logger logger
        ? Optional.of(logger)
        : Optional.empty();
  }
}
