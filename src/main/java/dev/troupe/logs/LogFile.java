package dev.troupe.logs;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One file that output is appended to. It never fails its caller: what can't be written is counted
 * and dropped, and the next piece tries again.
 *
 * <p>Appending means that others may empty the file at any time ({@code > app.log}): what is
 * written next stands at its beginning. A descriptor is held only from the first byte on. All
 * methods block on the disk. Not thread-safe.
 */
final class LogFile {
  private static final Set<OpenOption> OPTIONS = Set.of(CREATE, APPEND);
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Origin origin;
  private final Path path;
  private final Consumer<LogProblem> problems;

  private @Nullable FileChannel channel;
  private boolean isUsed;
  private boolean isFailing;
  private long lostBytes;

  LogFile(Origin origin, Path path, Consumer<LogProblem> problems) {
    this.origin = origin;
    this.path = path;
    this.problems = problems;
  }

  /** Makes the file and its directories if they are missing. */
  void create() {
    attempt(
        () -> {
          if (Files.notExists(path)) {
            open().close();
          }
        });
  }

  /** Appends what remains in the buffer, and leaves nothing in it even if that fails. */
  void write(ByteBuffer bytes) {
    isUsed = true;
    try {
      FileChannel file = openChannel();
      while (bytes.hasRemaining()) {
        int _ = file.write(bytes);
      }
    } catch (IOException e) {
      lostBytes += bytes.remaining();
      bytes.position(bytes.limit());
      failed(e);
      return;
    }
    resumed();
  }

  /** Whether a descriptor is held. */
  boolean isOpen() {
    return channel != null;
  }

  /** Lets go of the descriptor if nothing was written since the last call. */
  void closeIfUnused() {
    if (!isUsed) {
      attempt(this::closeChannel);
    }
    isUsed = false;
  }

  /** Leaves a file that was moved away alone, and makes a new one at the path. */
  void reopen() {
    attempt(this::closeChannel);
    create();
  }

  /** Makes the file empty. */
  void clear() {
    attempt(() -> openChannel().truncate(0));
  }

  /** Nothing will be written any more. */
  void close() {
    attempt(this::closeChannel);
    if (isFailing) {
      problems.accept(
          new LogProblem.WritingEndedFailing(origin.app(), origin.instance(), path, lostBytes));
      isFailing = false;
    }
  }

  private FileChannel openChannel() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open = open();
      channel = open;
    }
    return open;
  }

  private FileChannel open() throws IOException {
    Path directory = path.getParent();
    if (directory != null && Files.notExists(directory)) {
      Files.createDirectories(directory, PRIVATE_DIRECTORY);
    }
    return FileChannel.open(path, OPTIONS, PRIVATE_FILE);
  }

  private void closeChannel() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }

  private void resumed() {
    if (isFailing) {
      isFailing = false;
      problems.accept(
          new LogProblem.WritingResumed(origin.app(), origin.instance(), path, lostBytes));
      lostBytes = 0;
    }
  }

  /** The descriptor may be to blame (a disk taken away): the next attempt opens the path anew. */
  private void failed(IOException reason) {
    if (!isFailing) {
      isFailing = true;
      String why = reason.getClass().getSimpleName() + ": " + reason.getMessage();
      problems.accept(new LogProblem.WritingFails(origin.app(), origin.instance(), path, why));
    }
    attempt(this::closeChannel);
  }

  private void attempt(FileAction action) {
    try {
      action.run();
    } catch (IOException e) {
      failed(e);
    }
  }

  @FunctionalInterface
  private interface FileAction {
    void run() throws IOException;
  }
}
