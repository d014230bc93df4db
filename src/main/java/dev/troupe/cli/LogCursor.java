package dev.troupe.cli;

import dev.troupe.api.PlacedLine;

/**
 * How far a log has been shown. Lines come in batches, all with the place where their batch ends:
 * only once the next one comes it is certain that nothing of a batch is missing.
 *
 * @param file which file it is: device and inode
 * @param done up to where all of it has been shown
 * @param batch where the batch ends of which lines were shown last; {@code done} if none were
 * @param shown how many lines of that batch were shown
 */
record LogCursor(String file, long done, long batch, int shown) {

  /** All of the file is shown, or of no interest. */
  static LogCursor at(String file, long end) {
    return new LogCursor(file, end, end, 0);
  }

  /** One more line has been shown. */
  LogCursor with(PlacedLine line) {
    if (!file.equals(line.file())) {
      return first(line);
    }
    if (line.end() > batch) {
      return new LogCursor(file, batch, line.end(), 1);
    }
    // Of two that share a file, the later one's batch may come first.
    return line.end() == batch ? new LogCursor(file, done, batch, shown + 1) : this;
  }

  /** The first line of a file has been shown. */
  static LogCursor first(PlacedLine line) {
    return new LogCursor(String.valueOf(line.file()), 0, line.end(), 1);
  }

  /** Whether a line stands where all has been shown already. */
  boolean covers(PlacedLine line) {
    return shown == 0 && isBehind(line);
  }

  /** Whether a line stands before what was shown last. */
  boolean isBehind(PlacedLine line) {
    return file.equals(line.file()) && line.end() <= done;
  }
}
