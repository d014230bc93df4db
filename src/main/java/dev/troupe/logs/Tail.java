package dev.troupe.logs;

import dev.troupe.model.LogLine;

/** What a subscriber of {@link LiveTail} gets. */
public sealed interface Tail {

  /**
   * A line.
   *
   * @param isCut whether the line was over 64 KiB and goes on in the stream's next line
   */
  record Line(LogLine line, boolean isCut) implements Tail {}

  /**
   * At this place lines are missing, because this subscriber was too slow.
   *
   * @param lines how many, at least 1
   */
  record Missed(long lines) implements Tail {}
}
