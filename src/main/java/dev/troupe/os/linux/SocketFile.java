package dev.troupe.os.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Sockets that are found by a file; results as in {@link Libc}. */
final class SocketFile {
  // st_mode
  private static final int FILE_TYPE = 0170000;
  private static final int SOCKET = 0140000;

  private SocketFile() {}

  /**
   * A stream socket that listens at the path. A socket that is there already and that nobody
   * listens on any more, as a crash leaves it, makes way.
   */
  static int listen(String path, int backlog) {
    int fd = bind(path, SocketCalls.STREAM);
    if (fd == -Errno.EADDRINUSE && isStale(path)) {
      unlink(path);
      fd = bind(path, SocketCalls.STREAM);
    }
    return listening(fd, backlog);
  }

  /** Begins to listen; closes the socket if that fails. Passes a failure on. */
  static int listening(int fd, int backlog) {
    int listening = fd < 0 ? fd : SocketCalls.listen(fd, backlog);
    if (listening < 0 && fd >= 0) {
      Libc.close(fd);
    }
    return listening < 0 ? listening : fd;
  }

  /** A new socket, bound to a path where nothing is yet. */
  static int bind(String path, int type) {
    int fd = SocketCalls.open(SocketCalls.AF_UNIX, type);
    if (fd < 0) {
      return fd;
    }
    try (var arena = Arena.ofConfined()) {
      int bound = SocketCalls.bind(fd, SocketAddressLayout.of(arena, path));
      if (bound < 0) {
        Libc.close(fd);
        return bound;
      }
      return fd;
    }
  }

  /** Removes the file if it is there and may be removed; a socket that stays is stale later. */
  static void unlink(String path) {
    try {
      Files.deleteIfExists(Path.of(path));
    } catch (IOException e) {
      // Whoever binds there next hears of it.
    }
  }

  /** One that is in use accepts connections or is too busy to. */
  private static boolean isStale(String path) {
    if (!isSocket(path)) {
      return false;
    }
    int fd = SocketCalls.open(SocketCalls.AF_UNIX, SocketCalls.STREAM | SocketCalls.NONBLOCK);
    if (fd < 0) {
      return false;
    }
    try (var arena = Arena.ofConfined()) {
      return SocketCalls.connect(fd, SocketAddressLayout.of(arena, path)) == -Errno.ECONNREFUSED;
    } finally {
      Libc.close(fd);
    }
  }

  private static boolean isSocket(String path) {
    try {
      var mode = Files.getAttribute(Path.of(path), "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return mode instanceof Integer bits && (bits & FILE_TYPE) == SOCKET;
    } catch (IOException e) {
      return false;
    }
  }
}
