package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A child's standard input. What is written is taken as a whole or not at all: what does not fit
 * into the pipe at once follows when there is room, and until then nothing more is taken.
 */
final class StdinPipe implements EventSource {
  private static final int O_WRONLY = 1;
  private static final int O_RDWR = 2;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final byte[] NOTHING = {};

  private final EventLoop loop;
  private final int childEnd;
  private final int fd;
  private byte[] rest = NOTHING;
  private boolean closed;

  private StdinPipe(EventLoop loop, int childEnd, int fd) {
    this.loop = loop;
    this.childEnd = childEnd;
    this.fd = fd;
  }

  /** A new pipe; throws {@link UncheckedIOException} if there are no descriptors left. */
  static StdinPipe open(EventLoop loop) {
    try (var arena = Arena.ofConfined()) {
      var ends = arena.allocate(JAVA_INT, 2);
      int made = Libc.pipe(ends, O_CLOEXEC);
      int childEnd = made < 0 ? made : lasting(ends.getAtIndex(JAVA_INT, 0));
      int fd = made < 0 ? made : Libc.moveUp(ends.getAtIndex(JAVA_INT, 1));
      if (childEnd < 0 || fd < 0) {
        Libc.close(childEnd);
        Libc.close(fd);
        var why = "cannot make a pipe for its input: " + Libc.message(-Math.min(childEnd, fd));
        throw new UncheckedIOException(new IOException(why));
      }
      Libc.setStatusFlags(fd, O_WRONLY | O_NONBLOCK);
      return new StdinPipe(loop, childEnd, fd);
    }
  }

  /**
   * The child's end is opened for writing too: so the child sees no end of its input when the
   * daemon dies.
   *
   * @param readingEnd is closed
   */
  private static int lasting(int readingEnd) {
    int end = openAgain("/proc/self/fd/" + readingEnd, O_RDWR);
    Libc.close(readingEnd);
    return end;
  }

  private static int openAgain(String path, int flags) {
    try (var arena = Arena.ofConfined()) {
      return Libc.moveUp(Libc.open(arena.allocateFrom(path), flags | O_CLOEXEC));
    }
  }

  /** The input of a process that an earlier daemon has started; null if it has no pipe for it. */
  static @Nullable StdinPipe reopen(EventLoop loop, long pid) {
    var path = "/proc/" + pid + "/fd/0";
    if (!isPipe(Path.of(path))) {
      return null;
    }
    int fd = openAgain(path, O_WRONLY | O_NONBLOCK);
    return fd < 0 ? null : new StdinPipe(loop, fd, fd);
  }

  private static boolean isPipe(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
    } catch (IOException e) {
      return false;
    }
  }

  /** What the child gets; to be closed here once it has it. */
  int childEnd() {
    return childEnd;
  }

  /** False, and nothing written, if the pipe is closed or full. */
  synchronized boolean write(byte[] bytes) {
    if (closed || rest.length > 0) {
      return false;
    }
    int written = put(bytes);
    if (written >= 0 && written < bytes.length) {
      rest = Arrays.copyOfRange(bytes, written, bytes.length);
      loop.execute(this::awaitRoom);
    }
    return written >= 0;
  }

  /** There is room again, or the child has closed its end. */
  @Override
  public synchronized boolean ready() {
    if (closed) {
      return false;
    }
    int written = put(rest);
    if (written != -Errno.EAGAIN && written != -Errno.EINTR) {
      rest = written < 0 ? NOTHING : Arrays.copyOfRange(rest, written, rest.length);
    }
    if (rest.length == 0) {
      loop.unwatchUrgent(fd);
    }
    return false;
  }

  @Override
  public void abandon() {
    close();
  }

  /** On the loop's thread, or before anything was written. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      if (rest.length > 0) {
        loop.unwatchUrgent(fd);
      }
      Libc.close(fd);
    }
  }

  private synchronized void awaitRoom() {
    if (!closed && rest.length > 0) {
      loop.watchUrgently(fd, Epoll.WRITABLE, this);
    }
  }

  private int put(byte[] bytes) {
    try (var arena = Arena.ofConfined()) {
      var memory = arena.allocateFrom(JAVA_BYTE, bytes);
      return (int) Libc.write(fd, memory, bytes.length);
    }
  }
}
