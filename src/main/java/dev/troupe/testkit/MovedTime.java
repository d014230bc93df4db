package dev.troupe.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;

/** A clock, and all timers of an actor system, that go on only when a test says so. */
public final class MovedTime implements InstantSource {
  private final ManualTime timers;
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  MovedTime(ManualTime timers) {
    this.timers = timers;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /**
   * Timers that are due by then have fired when this returns; what actors do about it may take a
   * moment longer.
   *
   * @param duration how much time
   */
  public void passes(Duration duration) {
    now = now.plus(duration);
    timers.timePasses(duration);
  }
}
