package dev.troupe.logs;

import java.util.List;

/** Who follows, as the streams see it. Thread-safe, and never blocks. */
interface Subscriber {
  LiveTail.Filter filter();

  /** Whether lines are worth making for it now. */
  boolean hasRoom();

  /** Takes the lines for which there is room. */
  void offer(List<Tail.Line> lines);

  /**
   * Counts lines that were not even made, because nobody had room.
   *
   * @param last position of the last of them
   */
  void miss(int number, long last);
}
