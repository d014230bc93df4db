package dev.troupe.policy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What a child has said of itself as sd_notify(3) does: assignments, one on each line. */
public record NotifyMessage(String text) {
  /** More than a hundred years; timers take no longer ones. */
  private static final BigInteger LONGEST = BigInteger.valueOf(Duration.ofDays(36_525).toMillis());

  private static final BigInteger MICROS_PER_MILLI = BigInteger.valueOf(1_000);

  /** It has finished starting up. */
  public boolean saysReady() {
    return has("READY=1");
  }

  /** It is about to end. */
  public boolean saysStopping() {
    return has("STOPPING=1");
  }

  /** It is alive. */
  public boolean isSignOfLife() {
    return has("WATCHDOG=1");
  }

  /** It has found out that it is not well. */
  public boolean saysUnhealthy() {
    return has("WATCHDOG=trigger");
  }

  /** What it does, in its own words; empty if it does not say. */
  public Optional<String> status() {
    return value("STATUS=");
  }

  /**
   * The longest time between two signs of life from now on, zero for none expected; empty if it
   * does not say, or says no number.
   */
  public Optional<Duration> watchdog() {
    return value("WATCHDOG_USEC=").filter(micros -> micros.matches("\\d{1,20}")).map(this::time);
  }

  /** Not shorter than said, in whole milliseconds. */
  private Duration time(String micros) {
    var millis =
        new BigInteger(micros)
            .add(MICROS_PER_MILLI)
            .subtract(BigInteger.ONE)
            .divide(MICROS_PER_MILLI)
            .min(LONGEST);
    return Duration.of(millis.longValueExact(), ChronoUnit.MILLIS);
  }

  private boolean has(String assignment) {
    return text.lines().anyMatch(assignment::equals);
  }

  /** The last one counts, as for systemd. */
  private Optional<String> value(String variable) {
    return text.lines()
        .filter(line -> line.startsWith(variable))
        .reduce((_, last) -> last)
        .map(line -> line.substring(variable.length()));
  }
}
