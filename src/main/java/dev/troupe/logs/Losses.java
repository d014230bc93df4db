package dev.troupe.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one file could not take, and since when: told once when it begins and once when it is over.
 * Guarded by the lock of its file.
 */
final class Losses {
  private final Origin origin;
  private final Path path;
  private final LogSurroundings around;

  private @Nullable FileTrouble trouble;
  private boolean lineGoesOn;

  Losses(Origin origin, Path path, LogSurroundings around) {
    this.origin = origin;
    this.path = path;
    this.around = around;
  }

  /** Whether it is time to write, for the first time or once more. */
  boolean mayTry() {
    return trouble == null || !now().isBefore(trouble.nextTry());
  }

  Optional<FileProblem> problem() {
    return Optional.ofNullable(trouble).map(it -> it.problem(path));
  }

  /** Counts what remains in the buffer and takes it out. Returns whether anything did. */
  boolean lose(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return false;
    }
    count(bytes.remaining());
    lineGoesOn = !LineCut.endsLine(bytes);
    bytes.position(bytes.limit());
    return true;
  }

  /** The rest of a line whose beginning was lost is lost too. */
  void loseRestOfLine(ByteBuffer bytes) {
    if (lineGoesOn) {
      int rest = LineCut.afterFirstLine(bytes);
      count(rest);
      lineGoesOn = bytes.get(bytes.position() + rest - 1) != '\n';
      bytes.position(bytes.position() + rest);
    }
  }

  private void count(int bytes) {
    around.volumes().dropped(origin.instance(), bytes);
    if (trouble != null) {
      trouble = trouble.losing(bytes);
    }
  }

  void failed(IOException reason) {
    Instant next = now().plus(LogFile.PAUSE);
    if (trouble == null) {
      String why = reason.getClass().getSimpleName() + ": " + reason.getMessage();
      trouble = new FileTrouble(now(), why, 0, next);
      tell(new LogProblem.WritingFails(origin.app(), origin.instance(), path, why));
    } else {
      trouble = trouble.again(next);
    }
  }

  void resumed() {
    FileTrouble past = trouble;
    if (past != null) {
      trouble = null;
      tell(new LogProblem.WritingResumed(origin.app(), origin.instance(), path, past.lostBytes()));
    }
  }

  /** Nobody writes it any longer. */
  void ended() {
    FileTrouble past = trouble;
    if (past != null) {
      trouble = null;
      tell(
          new LogProblem.WritingEndedFailing(
              origin.app(), origin.instance(), path, past.lostBytes()));
    }
  }

  private Instant now() {
    return around.clock().instant();
  }

  private void tell(LogProblem problem) {
    around.problems().accept(problem);
  }
}
