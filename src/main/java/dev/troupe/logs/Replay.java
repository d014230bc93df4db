package dev.troupe.logs;

import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The latest of the lines that somebody followed, for those who come back after a break: as many as
 * fit into a bound, and of those before them how many there were. Not thread-safe.
 */
final class Replay {
  /** What a line costs besides its text: its objects, about. */
  private static final int LINE_OVERHEAD = 100;

  /** Each is one stream's lines without another's between them. */
  private static final int MOST_RUNS = 1_000;

  /** Lines that are not here any more: of one stream, one after the other. */
  private record Run(String app, int instance, OutputName output, long first, long last) {
    boolean goesOnWith(Run next) {
      return app.equals(next.app)
          && instance == next.instance
          && output == next.output
          && last + 1 == next.first;
    }
  }

  private final int maxBytes;
  private final Deque<Tail.Line> lines = new ArrayDeque<>();
  private final Deque<Run> gone = new ArrayDeque<>();
  private long bytes;

  /** Up to there it is not known any more whose lines they were. */
  private long forgotten;

  /** Up to there others may have been written that nobody followed. */
  private long unfollowed;

  Replay(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  void add(List<Tail.Line> more) {
    for (Tail.Line line : more) {
      lines.add(line);
      bytes += sizeOf(line);
    }
    while (bytes > maxBytes) {
      removeFirst();
    }
  }

  /** Lines that were never made. */
  void passed(Origin origin, OutputName output, long first, long last) {
    add(new Run(origin.app(), origin.instance(), output, first, last));
  }

  /** Nobody follows any longer; what was numbered last. */
  void forget(long last) {
    lines.clear();
    gone.clear();
    bytes = 0;
    forgotten = last;
    unfollowed = last;
  }

  /** Whether it is known what came after that position. */
  boolean reaches(long position) {
    return position >= unfollowed;
  }

  /** What one who has seen all up to that position has to see now. */
  List<Tail> after(long position, LiveTail.Filter filter) {
    var all = new ArrayList<Tail>();
    long missed = Math.max(0, forgotten - position);
    long lastMissed = forgotten;
    for (Run run : gone) {
      if (run.last() > position && filter.wants(run.app(), run.instance(), run.output())) {
        missed += run.last() - Math.max(run.first() - 1, position);
        lastMissed = run.last();
      }
    }
    if (missed > 0) {
      all.add(new Tail.Missed(missed, lastMissed));
    }
    for (Tail.Line line : lines) {
      LogLine one = line.line();
      if (one.position() > position && filter.wants(one.app(), one.instance(), one.output())) {
        all.add(line);
      }
    }
    return all;
  }

  private void removeFirst() {
    Tail.Line first = lines.removeFirst();
    bytes -= sizeOf(first);
    LogLine line = first.line();
    add(new Run(line.app(), line.instance(), line.output(), line.position(), line.position()));
  }

  private void add(Run run) {
    Run before = gone.peekLast();
    if (before != null && before.goesOnWith(run)) {
      gone.removeLast();
      gone.add(new Run(run.app(), run.instance(), run.output(), before.first(), run.last()));
    } else {
      gone.add(run);
    }
    if (gone.size() > MOST_RUNS) {
      forgotten = Math.max(forgotten, gone.removeFirst().last());
    }
  }

  private static int sizeOf(Tail.Line line) {
    return LINE_OVERHEAD + line.line().text().length();
  }
}
