package dev.troupe.logs;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.troupe.model.RotationSettings;
import java.time.Instant;
import java.util.Optional;

/** When files are rotated by the clock: a log's {@code rotateInterval}. */
final class RotationClock {
  private static final int FIELDS_WITH_SECONDS = 6;

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
    return ExecutionTime.forCron(new CronParser(definition(interval)).parse(interval))
        .nextExecution(after.atZone(Rotator.zone(settings)))
        .map(time -> time.toInstant());
  }

  private static CronDefinition definition(String interval) {
    boolean hasSeconds = interval.trim().split("\\s+").length == FIELDS_WITH_SECONDS;
    return CronDefinitionBuilder.instanceDefinitionFor(
        hasSeconds ? CronType.SPRING53 : CronType.UNIX);
  }
}
