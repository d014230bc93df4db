package dev.troupe.logs;

import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;

/** What a subscriber of {@link LiveTail} gets. */
public sealed interface Tail {

  /**
   * A line.
   *
   * @param isCut whether the line was over 64 KiB and goes on in the stream's next line
   * @param place where it stands in its log
   */
  record Line(LogLine line, boolean isCut, Place place) implements Tail {
    /** A whole line that stands in no log that is known. */
    public Line(LogLine line) {
      this(line, false, Place.NOWHERE);
    }
  }

  /**
   * At this place lines are missing, because this subscriber was too slow.
   *
   * @param lines how many, at least 1
   * @param position of the last of them, as in {@link LogLine}
   */
  record Missed(long lines, long position) implements Tail {}

  /**
   * The end of a log as it was before the lines that follow.
   *
   * @param app whose; of a file that several share, one of them
   */
  record Past(String app, int instance, OutputName output, FileTail file) implements Tail {}
}
