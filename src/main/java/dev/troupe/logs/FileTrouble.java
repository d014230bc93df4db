package dev.troupe.logs;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file cannot be written.
 *
 * @param since when that was noticed
 * @param lostBytes what was left out until now
 * @param nextTry until then nothing is tried
 */
record FileTrouble(Instant since, String reason, long lostBytes, Instant nextTry) {

  FileTrouble losing(int bytes) {
    return new FileTrouble(since, reason, lostBytes + bytes, nextTry);
  }

  FileTrouble again(Instant next) {
    return new FileTrouble(since, reason, lostBytes, next);
  }

  FileProblem problem(Path file) {
    return new FileProblem(file, since, reason, lostBytes);
  }
}
