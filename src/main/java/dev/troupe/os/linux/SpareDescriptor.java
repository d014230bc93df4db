package dev.troupe.os.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A descriptor kept for the day there are no more: it makes room to accept a connection and close
 * it, which would otherwise be announced for ever. For the event loop's thread alone.
 */
final class SpareDescriptor implements AutoCloseable {
  private static final int O_RDONLY_CLOEXEC = 0x80000;

  private final MemorySegment devNull = Arena.ofAuto().allocateFrom("/dev/null");
  private int fd = open();

  /** Closes the connection that waits longest. False if even that is impossible. */
  boolean shed(int listening) {
    close();
    int connection = SocketCalls.accept(listening);
    if (connection >= 0) {
      Libc.close(connection);
    }
    fd = open();
    return connection >= 0;
  }

  @Override
  public void close() {
    if (fd >= 0) {
      Libc.close(fd);
    }
  }

  /** Not moved up: that would take two for a moment. */
  private int open() {
    return Libc.open(devNull, O_RDONLY_CLOEXEC);
  }
}
