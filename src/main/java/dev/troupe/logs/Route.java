package dev.troupe.logs;

import java.nio.ByteBuffer;
import java.time.Instant;

/** One stream's way into one file. Used by one thread at a time; blocks on the disk. */
interface Route {

  /**
   * What was read, not empty.
   *
   * @param at when
   */
  void accept(ByteBuffer chunk, Instant at);

  /**
   * Where in its log the last byte stands that came through here, as {@link LogTimes} counts;
   * {@link Place#NOT_THERE} if it could not be written.
   */
  long end();

  /** A line that has begun will not be continued: the stream has ended, or its child has. */
  void endLine(Instant at);

  /** Whether a line is held back because it is not complete. */
  boolean holds();

  /** It has been held back long enough. */
  void release(Instant at);
}
