package dev.troupe.supervision.surroundings;

import dev.troupe.os.FileWatcher;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What it takes to keep apps in good order.
 *
 * @param zone what schedules are meant in that name no time zone
 * @param files tells of files that change
 */
public record Upkeep(ZoneId zone, FileWatcher files) {
  /** In UTC, without files. */
  public static final Upkeep NONE = new Upkeep(ZoneOffset.UTC, (_, _, _) -> () -> {});
}
