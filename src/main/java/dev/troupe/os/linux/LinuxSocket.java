package dev.troupe.os.linux;

import dev.troupe.os.BoundSocket;
import dev.troupe.os.Handle;
import dev.troupe.os.ListenAddress;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A bound socket.
 *
 * <p>Whether accept(2) waits is a property of the socket itself, shared with every child that has
 * it (O_NONBLOCK belongs to the open file description). The daemon accepts without waiting, and a
 * Node worker leaves the socket that it is sent as it is (uv_accept(3) on a pipe) though several
 * may accept from it: one that waited for what another has just taken would do nothing else until
 * the next connection. So the socket does not wait from then on. A program that is started with
 * {@code LISTEN_FDS} expects one that waits, so it is given that back; what such a program has
 * itself changed stays, since the next generation is started while it still accepts.
 */
final class LinuxSocket implements BoundSocket, OpenDescriptor, EventSource {
  /** Connections accepted in a row before others get their turn. */
  private static final int BATCH = 64;

  private final EventLoop loop;
  private final int fd;
  private final ListenAddress address;
  private final Consumer<LinuxSocket> onClose;

  // All guarded by this.
  private @Nullable Consumer<Handle> taker;
  private boolean watched;
  private boolean immediate;
  private boolean closing;
  private boolean closed;

  /**
   * Takes a socket over.
   *
   * @param onClose hears of {@link #close} before the socket is closed
   */
  LinuxSocket(EventLoop loop, int fd, ListenAddress address, Consumer<LinuxSocket> onClose) {
    this.loop = loop;
    this.fd = fd;
    this.address = address;
    this.onClose = onClose;
    loop.execute(() -> loop.enroll(this));
  }

  @Override
  public ListenAddress address() {
    return address;
  }

  @Override
  public synchronized OptionalLong inode() {
    return closed ? OptionalLong.empty() : HeldSockets.inode(fd);
  }

  @Override
  public synchronized void accept(Consumer<Handle> taker) {
    if (!closed) {
      makeImmediate(true);
      this.taker = taker;
      loop.execute(this::attend);
    }
  }

  @Override
  public synchronized void stopAccepting() {
    taker = null;
    loop.execute(this::attend);
  }

  /** For a worker, which accepts as the daemon does. */
  @Override
  public synchronized int duplicate() {
    return apply(
        open -> {
          makeImmediate(true);
          return Libc.duplicate(open);
        });
  }

  /** As {@link #duplicate}, for a child that may expect a socket that waits. */
  synchronized int inherit() {
    return apply(
        open -> {
          stopAccepting();
          makeImmediate(false);
          return Libc.duplicate(open);
        });
  }

  /** Whether those who accept, or receive, are told at once that there is nothing. */
  private void makeImmediate(boolean wanted) {
    if (wanted != immediate) {
      immediate = wanted;
      Libc.setStatusFlags(fd, wanted ? SocketCalls.NONBLOCK : 0);
    }
  }

  /** Calls the system with the descriptor, which is not closed meanwhile; EBADF if it has been. */
  synchronized int apply(IntUnaryOperator call) {
    return closed ? -Errno.EBADF : call.applyAsInt(fd);
  }

  @Override
  public void close() {
    if (isFirstToClose()) {
      onClose.accept(this);
      release();
    }
  }

  @Override
  public void abandon() {
    release();
  }

  @Override
  public boolean ready() {
    for (int i = 0; i < BATCH; i++) {
      if (!acceptOne()) {
        return false;
      }
    }
    return true;
  }

  /** False if there is nothing more to accept. */
  private boolean acceptOne() {
    Consumer<Handle> to;
    int accepted;
    synchronized (this) {
      to = taker;
      if (to == null || closed) {
        return false;
      }
      accepted = SocketCalls.accept(fd);
    }
    if (accepted < 0) {
      return survives(-accepted);
    }
    to.accept(new Connection(accepted));
    return true;
  }

  private boolean survives(int errno) {
    return switch (errno) {
      case Errno.EAGAIN -> false;
      case Errno.EMFILE, Errno.ENFILE, Errno.ENOBUFS, Errno.ENOMEM -> loop.spare().shed(fd);
      case Errno.EBADF, Errno.EINVAL, Errno.EOPNOTSUPP, Errno.ENOTSOCK -> {
        stopAccepting();
        yield false;
      }
      // The connection has failed, not the socket: see accept(2).
      default -> true;
    };
  }

  /** On the loop's thread. */
  private synchronized void attend() {
    boolean wanted = taker != null && !closed;
    if (wanted == watched) {
      return;
    }
    watched = wanted;
    if (wanted) {
      loop.watchUrgently(fd, Epoll.READABLE, this);
    } else {
      loop.unwatchUrgent(fd);
    }
  }

  private synchronized boolean isFirstToClose() {
    boolean isFirst = !closing && !closed;
    closing = true;
    return isFirst;
  }

  /** A watched socket must be taken off the loop first: children keep it open. */
  private synchronized void release() {
    if (closed) {
      return;
    }
    closed = true;
    taker = null;
    if (watched) {
      loop.execute(
          () -> {
            attend();
            Libc.close(fd);
          });
    } else {
      Libc.close(fd);
    }
    loop.execute(() -> loop.dismiss(this));
  }
}
