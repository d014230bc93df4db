package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.troupe.os.Channel;
import dev.troupe.os.Handle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A pair of connected sockets, one for the daemon and one for the child.
 *
 * <p>The child inherits the daemon's end as well: while it has that, it does not see the end of the
 * channel when the daemon dies, which would end a Node cluster worker, and the next daemon can take
 * the end over from it. So the daemon ends a channel by shutting its end down, which holds for all
 * who share it. The child still ends it by closing its own end.
 */
final class LinuxChannel implements Channel, EventSource, Demand.Publisher<Channel.Message> {
  /** A line longer than this ends the channel: it would fill the daemon's memory. */
  private static final int LONGEST_LINE = 8 * 1024 * 1024;

  /** More than this that the child does not read ends the channel, in bytes. */
  private static final long MOST_UNREAD = 16L * 1024 * 1024;

  private static final long UNTIL_CLOSED = Long.MAX_VALUE;
  private static final int O_RDWR = 2;

  private final EventLoop loop;
  private final int fd;

  // All the loop's thread's.
  private final LineBuffer lines = new LineBuffer();
  private @Nullable Demand<Message> demand;
  private boolean delivering;
  private boolean ending;
  private int interest;

  /** Bytes still to be read. */
  private long remaining = UNTIL_CLOSED;

  // All guarded by this; closed changes on the loop's thread alone.
  private final Outbox outbox = new Outbox();
  private boolean sending = true;
  private boolean closed;

  private LinuxChannel(EventLoop loop, int fd) {
    this.loop = loop;
    this.fd = fd;
    loop.execute(() -> loop.enroll(this));
  }

  /**
   * A new channel and what its child inherits.
   *
   * @param childEnd to be closed here once the child has it
   */
  record Pair(LinuxChannel channel, int childEnd) {}

  /** Throws {@link UncheckedIOException} if there are no descriptors left. */
  static Pair open(EventLoop loop) {
    try (var arena = Arena.ofConfined()) {
      var ends = arena.allocate(JAVA_INT, 2);
      int made = SocketCalls.pair(ends);
      int fd = made < 0 ? made : Libc.moveUp(ends.getAtIndex(JAVA_INT, 0));
      int childEnd = made < 0 ? made : Libc.moveUp(ends.getAtIndex(JAVA_INT, 1));
      if (fd < 0 || childEnd < 0) {
        Libc.close(fd);
        Libc.close(childEnd);
        var why = "cannot make its message channel: " + Libc.message(-Math.min(fd, childEnd));
        throw new UncheckedIOException(new IOException(why));
      }
      Libc.setStatusFlags(fd, O_RDWR | SocketCalls.NONBLOCK);
      return new Pair(new LinuxChannel(loop, fd), childEnd);
    }
  }

  /**
   * The end that an earlier daemon had.
   *
   * @param fd is this channel's from now on
   */
  static LinuxChannel reopen(EventLoop loop, int fd) {
    Libc.setStatusFlags(fd, O_RDWR | SocketCalls.NONBLOCK);
    return new LinuxChannel(loop, fd);
  }

  /** The daemon's end, for the launch of the child. */
  int fd() {
    return fd;
  }

  @Override
  public Flow.Publisher<Message> messages() {
    return subscriber -> {
      Objects.requireNonNull(subscriber);
      var candidate = new Demand<>(loop, this, subscriber);
      if (!loop.execute(() -> begin(candidate))) {
        candidate.refuse(null);
      }
    };
  }

  @Override
  public synchronized boolean send(String line, @Nullable Handle handle) {
    if (!sending) {
      return false;
    }
    int copy = handle == null ? Outbox.ALONE : ((OpenDescriptor) handle).duplicate();
    if (copy < Outbox.ALONE) {
      return false;
    }
    outbox.add((line + "\n").getBytes(StandardCharsets.UTF_8), copy);
    flush();
    if (outbox.size() > MOST_UNREAD) {
      stopSending();
      loop.execute(this::end);
    } else if (!outbox.isEmpty()) {
      loop.execute(this::attend);
    }
    return sending;
  }

  @Override
  public synchronized void close() {
    sending = false;
    loop.execute(this::endOnceSent);
  }

  /**
   * The child has ended: hands on what it has sent, as far as it is asked for. The rest can still
   * be asked for; what others do to the channel that have it from the child does not count. On the
   * loop's thread.
   */
  void childEnded() {
    if (closed) {
      return;
    }
    stopSending();
    remaining = remaining == UNTIL_CLOSED ? waiting() : remaining;
    do {
      deliver();
    } while (isAsked() && read());
    endIfNothingIsLeft();
    attend();
  }

  @Override
  public boolean ready() {
    flush();
    if (isAsked()) {
      read();
    }
    deliver();
    attend();
    return false;
  }

  @Override
  public void asked(Demand<Message> by) {
    deliver();
    attend();
  }

  @Override
  public void cancelled(Demand<Message> by) {
    if (demand == by) {
      demand = null;
      attend();
    }
  }

  @Override
  public void abandon() {
    release();
  }

  private void begin(Demand<Message> candidate) {
    if (closed || ending) {
      candidate.refuse(null);
    } else if (demand != null) {
      candidate.refuse(new IllegalStateException("the channel has its subscriber"));
    } else {
      demand = candidate;
      candidate.begin();
      deliver();
    }
  }

  private boolean isAsked() {
    return demand != null && demand.isPositive();
  }

  /** One read. False if there was nothing to be had. */
  private boolean read() {
    long wanted = Math.min(EventLoop.BUFFER_SIZE, remaining);
    if (wanted == 0 || closed) {
      return false;
    }
    var buffer = loop.buffer();
    var received = Envelope.receive(fd, buffer.asSlice(0, wanted));
    int count = (int) received.count();
    if (count <= 0) {
      boolean isLater = count == -Errno.EAGAIN || count == -Errno.EINTR;
      remaining = isLater ? remaining : 0;
      return false;
    }
    remaining -= remaining == UNTIL_CLOSED ? 0 : count;
    lines.append(buffer, count, received.hadDescriptors());
    return true;
  }

  /** A subscriber that asks for more while it is being served is served by the same loop. */
  private void deliver() {
    if (delivering) {
      return;
    }
    delivering = true;
    try {
      while (isAsked() && lines.hasNext()) {
        Objects.requireNonNull(demand).deliver(lines.next());
      }
    } finally {
      delivering = false;
    }
    endIfNothingIsLeft();
  }

  private void endIfNothingIsLeft() {
    if (lines.hasNext()) {
      return;
    }
    if (lines.pending() > LONGEST_LINE && demand != null) {
      demand.fail(new IOException("a message is longer than " + LONGEST_LINE + " bytes"));
      end();
    } else if (remaining == 0 && !hasUnsent()) {
      end();
    }
  }

  /** Nothing is read any more; what has been sent before still reaches the child. */
  private void endOnceSent() {
    ending = true;
    remaining = 0;
    lines.clear();
    completeReading();
    endIfNothingIsLeft();
    attend();
  }

  private void completeReading() {
    var last = demand;
    demand = null;
    if (last != null) {
      last.complete();
    }
  }

  /** On the loop's thread. */
  private void end() {
    if (!closed) {
      SocketCalls.shutdown(fd);
      release();
    }
  }

  private void release() {
    if (closed) {
      return;
    }
    if (interest != 0) {
      loop.unwatchUrgent(fd);
    }
    loop.dismiss(this);
    synchronized (this) {
      closed = true;
      stopSending();
      Libc.close(fd);
    }
    lines.clear();
    completeReading();
  }

  private long waiting() {
    var count = loop.buffer();
    return Libc.waitingBytes(fd, count) < 0 ? 0 : count.get(JAVA_INT, 0);
  }

  private synchronized void flush() {
    int result = outbox.flush(fd);
    if (result < 0 && result != -Errno.EAGAIN && result != -Errno.EINTR) {
      stopSending();
    }
  }

  private synchronized void stopSending() {
    sending = false;
    outbox.clear();
  }

  private synchronized boolean hasUnsent() {
    return !outbox.isEmpty();
  }

  /** Watches for what there is to do. On the loop's thread. */
  private synchronized void attend() {
    if (closed) {
      return;
    }
    int reading = isAsked() && remaining > 0 ? Epoll.READABLE : 0;
    int wanted = outbox.isEmpty() ? reading : reading | Epoll.WRITABLE;
    if (wanted != interest && wanted != 0) {
      loop.watchUrgently(fd, wanted, this);
    } else if (wanted != interest) {
      loop.unwatchUrgent(fd);
    }
    interest = wanted;
  }
}
