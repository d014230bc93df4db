package dev.troupe.logs;

import dev.troupe.model.RotationSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One file that output is appended to, by one stream or by many. It never fails its caller: what
 * can't be written is counted and left out, and is tried again a second later.
 *
 * <p>Appending means that others may empty the file at any time ({@code > app.log}): what is
 * written next stands at its beginning. That it was moved or deleted is noticed within a second; a
 * new one is made then. A descriptor is held only from the first byte on. All methods block on the
 * disk. Thread-safe.
 */
final class LogFile {
  private static final ByteBuffer NEWLINE = ByteBuffer.wrap(new byte[] {'\n'}).asReadOnlyBuffer();

  /** How often the path is looked at, and how long after a failure it is tried again. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private final Origin origin;
  private final Path path;
  private final int mode;
  private final LogSurroundings around;
  private final Rotator rotator;
  private final Losses losses;
  private final LogTimes times;
  private final Lock lock = new ReentrantLock();

  // All changed under lock.
  private volatile @Nullable OpenFile file;
  private @Nullable Object lastWriter;
  private boolean isAtLineStart = true;
  private boolean isUsed;
  private boolean isDue;
  private Instant nextLook = Instant.MIN;
  private long sizeAtLook;

  private final AtomicInteger writers = new AtomicInteger();

  /**
   * @param origin who opened it first
   * @param mode permissions if it is made, as chmod(1) has them
   * @param times of this path, from now on told by this
   */
  LogFile(
      Origin origin, Path path, int mode, Rotator rotator, LogTimes times, LogSurroundings around) {
    this.origin = origin;
    this.path = path;
    this.mode = mode;
    this.rotator = rotator;
    this.losses = new Losses(origin, path, around);
    this.times = times;
    this.around = around;
  }

  Path path() {
    return path;
  }

  /** Whether several streams write it: each may bring whole lines only, lest they mix. */
  boolean isShared() {
    return writers.get() > 1;
  }

  void join() {
    writers.incrementAndGet();
  }

  /** One stream less. Returns whether others are left; without them the file is closed. */
  boolean leave() {
    int left = writers.decrementAndGet();
    if (left == 0) {
      close();
    }
    return left > 0;
  }

  /** Makes the file and its directories if they are missing. */
  void create() {
    attempt(
        () -> {
          if (file == null) {
            OpenFile.open(path, mode, times).close();
          }
        });
  }

  /**
   * Appends what remains in the buffer, and leaves nothing in it even if that fails.
   *
   * @param writer who writes: nobody's line is continued by somebody else
   * @return where in the log it ends, as {@link LogTimes} counts; {@link Place#NOT_THERE} if it is
   *     not all there
   */
  long write(Object writer, ByteBuffer bytes) {
    lock.lock();
    try {
      isUsed = true;
      if (losses.mayTry()) {
        tryToWrite(writer, bytes);
      }
      return losses.lose(bytes) ? Place.NOT_THERE : times.end();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Where that is.
   *
   * @param end as {@link #write} returned it
   */
  Place place(long end) {
    lock.lock();
    try {
      OpenFile open = file;
      return open == null || end == Place.NOT_THERE
          ? new Place(path, end, null)
          : new Place(path, end, open.pointBefore(times.end() - end));
    } finally {
      lock.unlock();
    }
  }

  /** Looks at the file while nobody writes it. */
  <T> T look(DiskLook<T> action) throws IOException {
    lock.lock();
    try {
      return action.run();
    } finally {
      lock.unlock();
    }
  }

  /** The writer's line, if it has begun one, will not be continued. */
  void endLine(Object writer) {
    locked(
        () -> {
          if (writer.equals(lastWriter)) {
            lastWriter = null;
          }
        });
  }

  /** Sets the file aside and begins a new one; within a line only once that has ended. */
  void rotate() {
    attempt(
        () -> {
          if (isInUse()) {
            isDue = true;
            openFile();
            rotateIfDue();
          }
        });
  }

  /** Whether a descriptor is held. */
  boolean isOpen() {
    return file != null;
  }

  /** Lets go of the descriptor if nothing was written since the last call. */
  void closeIfUnused() {
    attempt(
        () -> {
          if (!isUsed) {
            closeFile();
          }
          isUsed = false;
        });
  }

  /** Leaves a file that was moved away alone, and makes a new one at the path. */
  void reopen() {
    attempt(
        () -> {
          closeFile();
          if (isInUse()) {
            OpenFile.open(path, mode, times).close();
          }
        });
  }

  /** The last stream may have ended while somebody else still held this. */
  private boolean isInUse() {
    return writers.get() > 0;
  }

  /** Makes the file empty. */
  void clear() {
    attempt(
        () -> {
          openFile().truncate();
          isAtLineStart = true;
          if (!isInUse()) {
            closeFile();
          }
        });
  }

  /** What keeps it from being written now; empty if nothing does. */
  Optional<FileProblem> problem() {
    lock.lock();
    try {
      return losses.problem();
    } finally {
      lock.unlock();
    }
  }

  RotationSettings rotation() {
    return rotator.settings();
  }

  private void close() {
    attempt(this::closeFile);
    locked(losses::ended);
  }

  private void tryToWrite(Object writer, ByteBuffer bytes) {
    try {
      lookAtPath();
      openFile();
      beginWith(writer, bytes);
      append(bytes);
      losses.resumed();
    } catch (IOException e) {
      lastWriter = null;
      failed(e);
    }
  }

  /** Where others stopped within a line, or bytes are missing, a new line is begun. */
  private void beginWith(Object writer, ByteBuffer bytes) throws IOException {
    losses.loseRestOfLine(bytes);
    if (!isAtLineStart && !writer.equals(lastWriter) && bytes.hasRemaining()) {
      openFile().append(NEWLINE.duplicate());
      isAtLineStart = true;
    }
    lastWriter = writer;
  }

  private void append(ByteBuffer bytes) throws IOException {
    int limit = bytes.limit();
    while (bytes.hasRemaining()) {
      rotateIfDue();
      int fitting = fitting(bytes);
      if (fitting == 0) {
        rotateIfFull();
      } else {
        bytes.limit(bytes.position() + fitting);
        appendPart(bytes, limit);
      }
    }
    rotateIfDue();
  }

  private void appendPart(ByteBuffer bytes, int limit) throws IOException {
    int start = bytes.position();
    try {
      openFile().append(bytes);
    } finally {
      bytes.limit(limit);
      if (bytes.position() > start) {
        isAtLineStart = bytes.get(bytes.position() - 1) == '\n';
      }
    }
  }

  private int fitting(ByteBuffer bytes) throws IOException {
    OpenFile open = openFile();
    if (isDue) {
      return LineCut.afterFirstLine(bytes);
    }
    long room = open.isRegular() ? rotator.maxSize(now()) - open.size() : Long.MAX_VALUE;
    return LineCut.fitting(bytes, room, isAtLineStart, open.size() == 0);
  }

  private void rotateIfFull() throws IOException {
    OpenFile open = openFile();
    if (open.size() == open.currentSize()) {
      setAside(open);
    }
  }

  private void rotateIfDue() throws IOException {
    if (isDue && isAtLineStart) {
      isDue = false;
      OpenFile open = openFile();
      if (open.currentSize() > 0) {
        setAside(open);
      }
    }
  }

  private void setAside(OpenFile open) throws IOException {
    if (!open.isAt(path) || rotator.setAside(path, now())) {
      closeFile();
      openFile();
    }
  }

  /** The file may have been moved or deleted. */
  private void lookAtPath() throws IOException {
    Instant now = now();
    OpenFile open = file;
    if (open == null || now.isBefore(nextLook)) {
      return;
    }
    nextLook = now.plus(PAUSE);
    if (!open.isAt(path)) {
      long since = Math.max(0, open.size() - sizeAtLook);
      tell(new LogProblem.FileGone(origin.app(), origin.instance(), path, since));
      closeFile();
    }
    sizeAtLook = open.size();
  }

  private OpenFile openFile() throws IOException {
    OpenFile open = file;
    if (open == null) {
      isAtLineStart = !OpenFile.endsWithinLine(path);
      open = OpenFile.open(path, mode, times);
      file = open;
      sizeAtLook = open.size();
      nextLook = now().plus(PAUSE);
    }
    return open;
  }

  private void closeFile() throws IOException {
    OpenFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }

  /** The descriptor may be to blame (a disk taken away): the next attempt opens the path anew. */
  private void failed(IOException reason) {
    losses.failed(reason);
    try {
      closeFile();
    } catch (IOException e) {
      // It is let go of in any case.
    }
  }

  private Instant now() {
    return around.clock().instant();
  }

  private void tell(LogProblem problem) {
    around.problems().accept(problem);
  }

  private void attempt(DiskWork action) {
    locked(
        () -> {
          try {
            action.run();
          } catch (IOException e) {
            failed(e);
          }
        });
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
