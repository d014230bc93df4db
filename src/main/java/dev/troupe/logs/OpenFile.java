package dev.troupe.logs;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A descriptor of a file that is appended to. Blocks on the disk. Not thread-safe. */
final class OpenFile implements AutoCloseable {
  private final FileChannel channel;
  private final @Nullable Object key;
  private final boolean isRegular;
  private final LogTimes times;
  private long size;

  private OpenFile(FileChannel channel, BasicFileAttributes file, LogTimes times)
      throws IOException {
    this.channel = channel;
    this.times = times;
    this.key = file.fileKey();
    this.isRegular = file.isRegularFile();
    this.size = isRegular ? channel.size() : 0;
    times.found(key, size, file.lastModifiedTime().toInstant());
  }

  /**
   * Opens the file; it and its directories are made if they are missing.
   *
   * @param mode permissions of a file that is made, as chmod(1) has them
   * @param times is told what is written
   */
  static OpenFile open(Path path, int mode, LogTimes times) throws IOException {
    Path directory = path.getParent();
    if (directory != null && Files.notExists(directory)) {
      Files.createDirectories(
          directory, PosixFilePermissions.asFileAttribute(permissions(forDirectory(mode))));
    }
    FileChannel channel = channel(path, mode);
    try {
      return new OpenFile(channel, Files.readAttributes(path, BasicFileAttributes.class), times);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel channel(Path path, int mode) throws IOException {
    try {
      var permissions = permissions(mode);
      var made =
          FileChannel.open(
              path, Set.of(CREATE_NEW, APPEND), PosixFilePermissions.asFileAttribute(permissions));
      // The umask may have taken some of them away.
      Files.setPosixFilePermissions(path, permissions);
      return made;
    } catch (FileAlreadyExistsException e) {
      return FileChannel.open(path, CREATE, APPEND);
    }
  }

  /** Who may read the file may enter its directory. */
  private static int forDirectory(int mode) {
    return 0700 | (mode & 0444) | (mode & 0444) >> 2;
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    var text = new StringBuilder("rwxrwxrwx");
    for (int i = 0; i < text.length(); i++) {
      if ((mode & (0400 >> i)) == 0) {
        text.setCharAt(i, '-');
      }
    }
    return PosixFilePermissions.fromString(text.toString());
  }

  /** Devices and pipes can be written, but neither rotated nor emptied. */
  boolean isRegular() {
    return isRegular;
  }

  /** Bytes in it as far as this descriptor knows. */
  long size() {
    return size;
  }

  /**
   * So many bytes before its end; null if that is in an earlier file, or this is no regular one.
   */
  @Nullable FilePoint pointBefore(long bytes) {
    return isRegular && key != null && bytes <= size
        ? new FilePoint(key.toString(), size - bytes)
        : null;
  }

  /** The same after a look at the file: others may have emptied it. */
  long currentSize() throws IOException {
    size = isRegular ? channel.size() : 0;
    return size;
  }

  /** Appends what remains in the buffer; if that fails, what was written is taken out of it. */
  void append(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int written = channel.write(bytes);
      size += written;
      times.appended(written);
    }
  }

  /** Makes the file empty. */
  void truncate() throws IOException {
    if (isRegular) {
      channel.truncate(0);
      size = 0;
      times.emptied();
    }
  }

  /** Empties a file that is not being written. */
  static void emptyIfThere(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      FileChannel.open(path, WRITE, TRUNCATE_EXISTING).close();
    }
  }

  /** Whether this is the file that the path leads to: it may have been moved or deleted. */
  boolean isAt(Path path) throws IOException {
    try {
      var there = Files.readAttributes(path, BasicFileAttributes.class);
      return Objects.equals(there.fileKey(), key);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Whether the file ends in the midst of a line; false if it can't be read. */
  static boolean endsWithinLine(Path path) {
    try {
      if (!Files.isRegularFile(path)) {
        return false;
      }
      try (var file = FileChannel.open(path, READ)) {
        var last = ByteBuffer.allocate(1);
        return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
      }
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
