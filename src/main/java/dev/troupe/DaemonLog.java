package dev.troupe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.troupe.config.DaemonSettings.LogLevel;
import dev.troupe.logs.CopyingRotation;
import org.jspecify.annotations.Nullable;
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
   * @param rotation of the file into which standard output leads; null leaves standard output to
   *     the apps and goes to standard error
   */
  static void open(LogLevel level, @Nullable CopyingRotation rotation) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    var out = new OutputStreamAppender<ILoggingEvent>();
    out.setContext(context);
    out.setEncoder(encoder);
    out.setOutputStream(rotation == null ? System.err : new DaemonLogStream(System.out, rotation));
    out.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(out);
    context.getLogger("dev.troupe").setLevel(Level.toLevel(level.name()));
  }
}
