package dev.troupe.logs;

import java.time.Duration;

/**
 * How output is handled.
 *
 * @param dispatcher configuration path of the dispatcher whose threads may block on the disk
 * @param readsAhead how many reads of each stream may wait for the disk, a power of 2
 * @param followerBytes how much memory the lines waiting for one follower may take
 * @param closeAfter how long a file is kept open without being written to, at least; at most twice
 *     as long
 */
public record LogSettings(
    String dispatcher, int readsAhead, int followerBytes, Duration closeAfter) {

  /** What the daemon uses if nothing else is configured. */
  public static final LogSettings DEFAULT =
      new LogSettings(
          "pekko.actor.default-blocking-io-dispatcher", 2, 2 * 1024 * 1024, Duration.ofMinutes(1));

  public LogSettings {
    if (Integer.bitCount(readsAhead) != 1 || readsAhead < 0) {
      throw new IllegalArgumentException("readsAhead: must be a power of 2, is " + readsAhead);
    }
  }
}
