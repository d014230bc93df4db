package dev.troupe.supervision;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;

/** Moves timers and the clock together. */
final class FakeTime implements InstantSource {
  private final ManualTime timers;
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  FakeTime(ManualTime timers) {
    this.timers = timers;
  }

  @Override
  public Instant instant() {
    return now;
  }

  void passes(Duration duration) {
    now = now.plus(duration);
    timers.timePasses(duration);
  }
}
