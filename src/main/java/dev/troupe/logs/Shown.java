package dev.troupe.logs;

import dev.troupe.model.LogLine;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one subscriber has seen from files, so that no line comes a second time when it follows.
 * Used by one stream.
 */
public final class Shown {
  private final Map<Path, FileTail> files = new HashMap<>();

  /** Remembers that this is shown, and returns it. */
  public Tail.Past with(Tail.Past past) {
    files.put(past.file().file(), past.file());
    return past;
  }

  /** Whether this has not been shown yet. */
  public boolean isNew(Tail tail) {
    return switch (tail) {
      case Tail.Line(_, _, var place) -> !covers(place);
      case Tail.Missed _, Tail.Past _ -> true;
    };
  }

  private boolean covers(Place place) {
    FileTail file = files.get(place.log());
    return file != null && file.covers(place);
  }

  /** The lines of several files in the order in which they were written, as far as known. */
  public static List<Tail> inOrder(List<Tail.Past> pasts) {
    return pasts.stream()
        .flatMap(past -> past.file().lines().stream().map(line -> line(past, line)))
        .sorted(Comparator.comparing((Tail.Line it) -> it.line().at()))
        .<Tail>map(it -> it)
        .toList();
  }

  private static Tail.Line line(Tail.Past past, FileTail.Line line) {
    return new Tail.Line(
        new LogLine(line.at(), past.app(), past.instance(), past.output(), line.text()));
  }
}
