package dev.troupe.logs;

import dev.troupe.model.RotationSettings;
import java.time.Duration;

/**
 * How output is handled.
 *
 * @param dispatcher configuration path of the dispatcher whose threads may block on the disk
 * @param streams configuration path of the dispatcher for what never blocks
 * @param readsAhead how many reads of each stream may wait for the disk, a power of 2; 2 once more
 *     than 16 instances are there
 * @param followerBytes how much memory the lines waiting for one follower may take
 * @param overflowBytes how much memory output may take that waits for the disk, for each stream of
 *     an app that prefers loss to blocking
 * @param closeAfter how long a file is kept open without being written to, at least; at most twice
 *     as long
 * @param rotation what holds for apps that say nothing else
 * @param maxTotalSize bytes that all logs with their rotated files may have together; {@link
 *     Long#MAX_VALUE} sets no limit
 */
public record LogSettings(
    String dispatcher,
    String streams,
    int readsAhead,
    int followerBytes,
    int overflowBytes,
    Duration closeAfter,
    RotationSettings rotation,
    long maxTotalSize) {

  /** What the daemon uses if nothing else is configured. */
  public static final LogSettings DEFAULT =
      new LogSettings(
          "pekko.actor.default-blocking-io-dispatcher",
          "pekko.actor.default-dispatcher",
          8,
          2 * 1024 * 1024,
          1024 * 1024,
          Duration.ofMinutes(1),
          RotationSettings.DEFAULT,
          Long.MAX_VALUE);

  public LogSettings {
    if (Integer.bitCount(readsAhead) != 1 || readsAhead < 0) {
      throw new IllegalArgumentException("readsAhead: must be a power of 2, is " + readsAhead);
    }
  }

  /** The same on the threads of another dispatcher. */
  public LogSettings on(String path) {
    return on(path, streams);
  }

  /** The same on the threads of other dispatchers, for what blocks and for what never does. */
  public LogSettings on(String path, String quick) {
    return new LogSettings(
        path, quick, readsAhead, followerBytes, overflowBytes, closeAfter, rotation, maxTotalSize);
  }

  /** The same with other room for one follower. */
  public LogSettings following(int bytes) {
    return new LogSettings(
        dispatcher, streams, readsAhead, bytes, overflowBytes, closeAfter, rotation, maxTotalSize);
  }

  /** The same but for rotation. */
  public LogSettings with(RotationSettings other, long ceiling) {
    return new LogSettings(
        dispatcher, streams, readsAhead, followerBytes, overflowBytes, closeAfter, other, ceiling);
  }
}
