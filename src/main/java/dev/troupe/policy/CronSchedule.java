package dev.troupe.policy;

import dev.troupe.model.CronExpression;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * Times of a calendar as instants. Where clocks are changed the rules are those of cron(8): a time
 * of day that is left out comes when the clock is put forward, one that the clock shows twice comes
 * once; what comes each n-th minute or hour just goes on.
 */
public record CronSchedule(CronExpression times, ZoneId zone) {

  /** The first time after {@code after}; empty if there will be none. */
  public Optional<Instant> next(Instant after) {
    var rules = zone.getRules();
    var local = LocalDateTime.ofInstant(after, zone);
    var last = rules.previousTransition(after.plusNanos(1));
    boolean isRepeated =
        last != null && last.isOverlap() && local.isBefore(last.getDateTimeBefore());
    return isRepeated && !times.isFrequent()
        ? next(justBefore(last.getDateTimeBefore()), after)
        : next(local, after);
  }

  /**
   * @param local the first local time after this one is meant
   * @param since the offset that is in force here holds for it
   */
  private Optional<Instant> next(LocalDateTime local, Instant since) {
    var rules = zone.getRules();
    var found = times.next(local);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var instant = found.get().toInstant(rules.getOffset(since));
    var change = rules.nextTransition(since);
    return change == null || instant.isBefore(change.getInstant())
        ? Optional.of(instant)
        : afterChange(change, found.get());
  }

  /** Clocks are changed before that time comes. */
  private Optional<Instant> afterChange(ZoneOffsetTransition change, LocalDateTime found) {
    boolean isLeftOut = change.isGap() && found.isBefore(change.getDateTimeAfter());
    if (isLeftOut && !times.isFrequent()) {
      return Optional.of(change.getInstant());
    }
    boolean goesBack = change.isOverlap() && times.isFrequent();
    var from = change.isGap() || goesBack ? change.getDateTimeAfter() : change.getDateTimeBefore();
    return next(justBefore(from), change.getInstant());
  }

  private static LocalDateTime justBefore(LocalDateTime time) {
    return time.minusSeconds(1);
  }
}
