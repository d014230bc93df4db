package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One epoll(7) set and who waits in it. For the event loop's thread alone. */
final class Epoll implements AutoCloseable {
  static final int READABLE = 1;
  static final int WRITABLE = 4;

  private static final int ADD = 1;
  private static final int DELETE = 2;
  private static final int MODIFY = 3;
  private static final int MOST = 64;

  private final int fd;
  private final MemorySegment change;
  private final MemorySegment events;
  private @Nullable EventSource[] sources = new EventSource[256];

  Epoll(Arena arena) {
    fd = Libc.moveUp(Libc.epollCreate());
    if (fd < 0) {
      throw new IllegalStateException("cannot create an epoll set: " + Libc.message(-fd));
    }
    change = arena.allocate(Machine64.EPOLL_EVENT_SIZE, 16);
    events = arena.allocate((long) MOST * Machine64.EPOLL_EVENT_SIZE, 16);
  }

  int fd() {
    return fd;
  }

  /** Watches a descriptor; one that is watched already for {@code interest} alone from now on. */
  void add(int watched, int interest, EventSource source) {
    change.set(JAVA_INT_UNALIGNED, 0, interest);
    change.set(JAVA_LONG_UNALIGNED, Machine64.EPOLL_EVENT_DATA, watched);
    int added = Libc.epollControl(fd, ADD, watched, change);
    if (added == -Errno.EEXIST) {
      added = Libc.epollControl(fd, MODIFY, watched, change);
    }
    if (added < 0) {
      throw new IllegalStateException(
          "cannot watch descriptor " + watched + ": " + Libc.message(-added));
    }
    if (watched >= sources.length) {
      sources = Arrays.copyOf(sources, watched * 2);
    }
    sources[watched] = source;
  }

  /** To be called before the descriptor is closed. */
  void remove(int watched) {
    Libc.epollControl(fd, DELETE, watched, change);
    sources[watched] = null;
  }

  /**
   * Waits for events.
   *
   * @param timeoutMillis -1 waits for ever
   * @return how many there are for {@link #dispatch}
   */
  int await(int timeoutMillis) {
    int count = Libc.epollWait(fd, events, MOST, timeoutMillis);
    if (count < 0 && count != -Errno.EINTR) {
      throw new IllegalStateException("epoll_wait failed: " + Libc.message(-count));
    }
    return Math.max(count, 0);
  }

  /** Tells the sources. True if one of them has certainly left something undone. */
  boolean dispatch(int count) {
    boolean more = false;
    for (int i = 0; i < count; i++) {
      long event = (long) i * Machine64.EPOLL_EVENT_SIZE;
      int ready = (int) events.get(JAVA_LONG_UNALIGNED, event + Machine64.EPOLL_EVENT_DATA);
      var source = sources[ready];
      if (source != null) {
        more |= source.ready();
      }
    }
    return more;
  }

  @Override
  public void close() {
    Libc.close(fd);
  }
}
