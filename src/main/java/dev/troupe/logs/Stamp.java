package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troupe.model.DayFormat;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The time before a line, as bytes: {@code 2026-11-22T10:00:00: }. Made once for each time that
 * differs, not for each line. Not thread-safe.
 */
final class Stamp {
  private static final byte[] NOTHING = {};

  private final DayFormat format;
  private final ZoneId zone;
  private final String after;
  private final boolean showsMillis;

  private long unit = Long.MIN_VALUE;
  private byte[] bytes = NOTHING;

  /**
   * @param after what follows the time
   */
  Stamp(String pattern, ZoneId zone, String after) {
    this.format = DayFormat.of(pattern);
    this.zone = zone;
    this.after = after;
    this.showsMillis = pattern.contains("SSS");
  }

  /** Valid until the next call; not to be changed. */
  byte[] at(Instant time) {
    long now = showsMillis ? time.toEpochMilli() : time.getEpochSecond();
    if (now != unit) {
      unit = now;
      bytes = (format.format(time.atZone(zone)) + after).getBytes(UTF_8);
    }
    return bytes;
  }
}
