package dev.troupe.policy;

import dev.troupe.model.CronExpression;
import dev.troupe.model.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an app is due by its schedule. Times are compared with the clock again and again, so that a
 * clock that jumps, or a machine that sleeps, moves the due time too: what was due meanwhile comes
 * once, as soon as that is seen.
 *
 * @param schedule what it follows
 * @param zone of a schedule that names none
 * @param due the next time; null if there is none
 * @param seen the time of the last look at the clock
 */
public record Timetable(Schedule schedule, ZoneId zone, @Nullable Instant due, Instant seen) {

  /** Longest time between two looks at the clock. */
  public static final Duration LOOK_INTERVAL = Duration.ofMinutes(1);

  /** A clock that is put back by less does not bring back what was due: it was only corrected. */
  private static final Duration CORRECTION = Duration.ofMinutes(3);

  /** A schedule that is followed from now on; what was due before is not made up. */
  public static Timetable begin(Schedule schedule, ZoneId zone, Instant now) {
    return new Timetable(schedule, zone, next(schedule, zone, now), now);
  }

  private static @Nullable Instant next(Schedule schedule, ZoneId zone, Instant after) {
    return Optional.ofNullable(schedule.cron())
        .flatMap(
            cron -> new CronSchedule(CronExpression.parse(cron), in(schedule, zone)).next(after))
        .orElse(null);
  }

  private static ZoneId in(Schedule schedule, ZoneId zone) {
    return schedule.zone() == null ? zone : ZoneId.of(schedule.zone());
  }

  /** Whether the time has come. */
  public boolean isDue(Instant now) {
    return due != null && !now.isBefore(due);
  }

  /** As it is after a look at the clock, and after what was due has been carried out. */
  public Timetable looked(Instant now) {
    boolean isPutBack = now.plus(CORRECTION).isBefore(seen);
    if (due == null || !(isPutBack || isDue(now))) {
      return new Timetable(schedule, zone, due, now);
    }
    return new Timetable(schedule, zone, next(schedule, zone, now), now);
  }

  /** How long to wait before the next look; empty if none is needed. */
  public Optional<Duration> pause(Instant now) {
    if (due == null) {
      return Optional.empty();
    }
    var left = Duration.between(now, due);
    if (left.isNegative()) {
      return Optional.of(Duration.ZERO);
    }
    return Optional.of(left.compareTo(LOOK_INTERVAL) < 0 ? left : LOOK_INTERVAL);
  }
}
