package dev.troupe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.troupe.config.DaemonSettings.LogLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's own log: standard output, which whoever starts the daemon leads into a file, or
 * standard error where it runs in the foreground. Set up in code, so that an application that has
 * Troupe inside keeps its own logging.
 */
final class DaemonLog {
  /** As PM2's {@code pm2.log} reads. */
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss}: PM2 %replace(%level){'INFO','log'}: %msg%n%ex{5}";

  private DaemonLog() {}

  /**
   * Opens it.
   *
   * @param toStandardError leaves standard output to the apps
   */
  static void open(LogLevel level, boolean toStandardError) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setEncoder(encoder);
    console.setTarget(toStandardError ? "System.err" : "System.out");
    console.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(console);
    context.getLogger("dev.troupe").setLevel(Level.toLevel(level.name()));
  }
}
