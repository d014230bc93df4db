package dev.troupe.os.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A named pipe (fifo(7)) and the daemon's end of it. Children outlive the daemon, and the next
 * daemon opens the same pipe by its name.
 *
 * <p>Both ends are held read-write: so the pipe neither breaks when the daemon dies nor comes to an
 * end when a child does. The child opens it anew at each launch, because the flag O_NONBLOCK
 * belongs to one opening and Node sets it on what it is given.
 *
 * @param fd the daemon's end, non-blocking
 */
record Fifo(Path path, int fd) {
  private static final int O_RDWR = 2;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;

  /**
   * Other users may write: a child running as another user must be able to open its own {@code
   * /dev/stdout}. The directory around it keeps everybody else away.
   */
  private static final int MODE = 0622;

  /** Opens the pipe, which is made unless a daemon before us has left it. */
  static Fifo open(Path path) {
    try (var arena = Arena.ofConfined()) {
      var name = arena.allocateFrom(path.toString());
      int made = Libc.mkfifo(name, MODE);
      if (made < 0 && made != -Errno.EEXIST) {
        throw failed(path, -made);
      }
      if (made < 0 && !isFifo(path)) {
        throw failed(path, "something else has that name; remove it");
      }
      int fd = Libc.moveUp(Libc.open(name, O_RDWR | O_NONBLOCK | O_CLOEXEC));
      if (fd < 0) {
        throw failed(path, -fd);
      }
      Libc.fchmod(fd, MODE);
      return new Fifo(path, fd);
    }
  }

  /** What a child opens as its own end; works as long as {@link #fd} is open. */
  String childPath() {
    return "/proc/self/fd/" + fd;
  }

  void unlink() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFifo(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isOther();
    } catch (IOException e) {
      return false;
    }
  }

  private static UncheckedIOException failed(Path path, int errno) {
    return failed(path, Libc.message(errno));
  }

  private static UncheckedIOException failed(Path path, String why) {
    return new UncheckedIOException(new IOException("cannot open the pipe " + path + ": " + why));
  }
}
