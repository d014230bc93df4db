package dev.troupe.logs;

import dev.troupe.model.CronExpression;
import dev.troupe.model.RotationSettings;
import java.time.Instant;
import java.util.Optional;

/** When files are rotated by the clock: a log's {@code rotateInterval}. */
final class RotationClock {
  private RotationClock() {}

  /**
   * The first time after {@code after} that the interval names; empty if there is none, or no
   * interval is set.
   *
   * @throws IllegalArgumentException if the interval is no cron expression
   */
  static Optional<Instant> next(RotationSettings settings, Instant after) {
    String interval = settings.interval();
    if (!settings.enabled() || interval == null) {
      return Optional.empty();
    }
    return CronExpression.parse(interval)
        .next(after.atZone(Rotator.zone(settings)))
        .map(time -> time.toInstant());
  }
}
