package dev.troupe.cli;

import dev.troupe.api.PlacedLine;
import dev.troupe.model.LogLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which lines have been shown, by log file: with that it can go on behind them when the daemon was
 * replaced by another, without a gap and without showing a line twice.
 */
final class ShownLogs {
  private final LogStyle style;
  private final @Nullable String grep;
  private final Map<String, LogOwner> owners = new LinkedHashMap<>();
  private final Map<String, LogCursor> cursors = new LinkedHashMap<>();
  private final InstantSource clock;
  private Instant caughtUp = Instant.MIN;

  /**
   * @param grep regular expression that lines must match; null for none
   */
  ShownLogs(LogStyle style, @Nullable String grep, InstantSource clock) {
    this.style = style;
    this.clock = clock;
    this.grep = grep;
  }

  /** From now on lines of these logs are shown; what is in them already is not of interest. */
  void begin(Map<String, LogOwner> logs) throws IOException {
    owners.putAll(logs);
    for (var path : logs.keySet()) {
      var end = LogRest.end(Path.of(path));
      if (end != null) {
        cursors.putIfAbsent(path, end);
      }
    }
  }

  /**
   * Logs that are there by now: one that was made since then is shown from its beginning, of an
   * older one that was not known what comes.
   */
  void goOn(Map<String, LogOwner> logs, Instant since) throws IOException {
    for (var log : logs.entrySet()) {
      owners.putIfAbsent(log.getKey(), log.getValue());
      var begin = LogRest.begin(Path.of(log.getKey()), since);
      if (begin != null) {
        cursors.putIfAbsent(log.getKey(), begin);
      }
    }
  }

  /** Whether a line has not been shown yet; now it will be. */
  boolean isNew(PlacedLine line) {
    var path = line.path();
    if (path == null) {
      return true;
    }
    var cursor = cursors.get(path);
    if (cursor != null && cursor.covers(line) && !line.at().isAfter(caughtUp)) {
      return false;
    }
    cursors.put(
        path,
        cursor == null || wasEmptied(path, cursor, line)
            ? LogCursor.first(line)
            : cursor.with(line));
    return true;
  }

  private static boolean wasEmptied(String path, LogCursor cursor, PlacedLine line) {
    return cursor.isBehind(line) && Path.of(path).toFile().length() < cursor.batch();
  }

  /** Shows what was written since the last line that came. */
  void catchUp() throws IOException {
    var wanted = wanted();
    for (var path : cursors.keySet().toArray(new String[0])) {
      var owner = owners.get(path);
      var cursor = cursors.get(path);
      if (owner != null && cursor != null) {
        var end = new LogRest(Path.of(path)).read(cursor, new Rest(owner, wanted, cursor.shown()));
        cursors.put(path, end == null ? cursor : end);
      }
    }
    caughtUp = clock.instant();
  }

  /** The daemon's expressions (RE2) mean the same here, but for some that are unknown here. */
  private @Nullable Pattern wanted() throws IOException {
    try {
      return grep == null ? null : Pattern.compile(grep);
    } catch (PatternSyntaxException e) {
      throw new IOException("--grep=" + grep + " cannot be looked for in files", e);
    }
  }

  /** Shows lines of one file, less those that were shown already. */
  private final class Rest implements LogRest.Lines {
    private final LogOwner owner;
    private final @Nullable Pattern wanted;
    private int shownBefore;

    Rest(LogOwner owner, @Nullable Pattern wanted, int shownBefore) {
      this.owner = owner;
      this.wanted = wanted;
      this.shownBefore = shownBefore;
    }

    @Override
    public void wasEmptied() {
      shownBefore = 0;
    }

    @Override
    public void line(Instant at, String text) {
      if (wanted != null && !wanted.matcher(text).find()) {
        return;
      }
      if (shownBefore > 0) {
        shownBefore--;
        return;
      }
      style.line(new LogLine(at, owner.app(), owner.instance(), owner.output(), text, 0));
    }
  }
}
