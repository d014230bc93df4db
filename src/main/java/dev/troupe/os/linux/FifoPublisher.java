package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What comes out of one pipe. One subscriber at a time; after a cancel another may follow and goes
 * on where the first has stopped. All state belongs to the event loop's thread.
 */
final class FifoPublisher
    implements Flow.Publisher<ByteBuffer>, EventSource, Demand.Publisher<ByteBuffer> {
  /** For children that write faster than a usual pipe can hold between two looks. */
  private static final int LARGE_PIPE = 256 * 1024;

  /** A read that brings as much is worth its call: the loop need not rest to collect more. */
  private static final int LARGE_READ = 16 * 1024;

  private static final byte[] NOTHING = {};
  private static final long UNTIL_CLOSED = Long.MAX_VALUE;
  private static final long NO_SEAM = Long.MAX_VALUE;

  private final EventLoop loop;
  private final Fifo fifo;
  private @Nullable Demand<ByteBuffer> reading;
  private boolean watched;
  private boolean enlarged;
  private boolean released;

  /** Bytes still to be delivered. */
  private long remaining = UNTIL_CLOSED;

  /** Bytes to be delivered before the next child's begin. */
  private long untilSeam = NO_SEAM;

  /** Whether the present child, or one before it without a seam between, has written anything. */
  private boolean hasSpoken;

  FifoPublisher(EventLoop loop, Fifo fifo) {
    this.loop = loop;
    this.fifo = fifo;
    loop.execute(() -> loop.enroll(this));
  }

  Fifo fifo() {
    return fifo;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    Objects.requireNonNull(subscriber);
    var candidate = new Demand<>(loop, this, subscriber);
    if (!loop.execute(() -> begin(candidate))) {
      candidate.refuse(null);
    }
  }

  /** Delivers what is in the pipe by now, then completes and lets go of the pipe. */
  void finish() {
    loop.execute(this::beginToFinish);
  }

  /**
   * What is written from here on is another child's: an empty element says so, after all that is in
   * the pipe now. Waits for the loop, so that no byte of that child can come before.
   */
  void part() {
    var done = new CompletableFuture<Boolean>();
    if (loop.execute(() -> done.complete(beginToPart()))) {
      done.join();
    }
  }

  private boolean beginToPart() {
    if (!released && untilSeam == NO_SEAM) {
      long before = waiting();
      untilSeam = before > 0 || hasSpoken ? before : NO_SEAM;
    }
    return released;
  }

  @Override
  public boolean ready() {
    var current = reading;
    if (current == null || !current.isPositive()) {
      pause();
      return false;
    }
    if (untilSeam == 0) {
      untilSeam = NO_SEAM;
      deliver(current, NOTHING);
      return true;
    }
    var buffer = loop.buffer();
    long wanted = Math.min(EventLoop.BUFFER_SIZE, Math.min(remaining, untilSeam));
    long count = Libc.read(fifo.fd(), buffer, wanted);
    if (count < 0) {
      endOnError(current, (int) -count);
      return false;
    }
    deliver(current, buffer.asSlice(0, count).toArray(JAVA_BYTE));
    if (count == EventLoop.BUFFER_SIZE) {
      enlarge();
    }
    return count >= LARGE_READ;
  }

  @Override
  public void abandon() {
    complete();
  }

  private void begin(Demand<ByteBuffer> candidate) {
    if (released || reading != null) {
      candidate.refuse(released ? null : new IllegalStateException("the pipe has its subscriber"));
      return;
    }
    reading = candidate;
    candidate.begin();
  }

  private void deliver(Demand<ByteBuffer> current, byte[] bytes) {
    hasSpoken = bytes.length > 0;
    if (remaining != UNTIL_CLOSED) {
      remaining -= bytes.length;
    }
    if (untilSeam != NO_SEAM) {
      untilSeam -= bytes.length;
    }
    current.deliver(ByteBuffer.wrap(bytes));
    completeIfDrained();
  }

  private void beginToFinish() {
    if (released || remaining != UNTIL_CLOSED) {
      return;
    }
    remaining = waiting();
    completeIfDrained();
  }

  private void completeIfDrained() {
    if (remaining == 0 || (remaining != UNTIL_CLOSED && reading == null)) {
      complete();
    }
  }

  private void complete() {
    var last = reading;
    release();
    if (last != null) {
      last.complete();
    }
  }

  private void endOnError(Demand<ByteBuffer> current, int errno) {
    if (errno == Errno.EAGAIN || errno == Errno.EINTR) {
      return;
    }
    release();
    current.fail(new IOException("cannot read " + fifo.path() + ": " + Libc.message(errno)));
  }

  @Override
  public void cancelled(Demand<ByteBuffer> by) {
    if (reading == by) {
      reading = null;
      pause();
      completeIfDrained();
    }
  }

  private void release() {
    if (released) {
      return;
    }
    pause();
    released = true;
    reading = null;
    loop.dismiss(this);
    Libc.close(fifo.fd());
  }

  @Override
  public void asked(Demand<ByteBuffer> by) {
    if (!watched && !released && reading == by) {
      watched = true;
      loop.watch(fifo.fd(), this);
    }
  }

  private void pause() {
    if (watched) {
      watched = false;
      loop.unwatch(fifo.fd());
    }
  }

  /** Once, because every user has a bounded number of pages for pipes; refused if used up. */
  private void enlarge() {
    if (!enlarged && !released) {
      enlarged = true;
      Libc.setPipeSize(fifo.fd(), LARGE_PIPE);
    }
  }

  private long waiting() {
    MemorySegment count = loop.buffer();
    return Libc.waitingBytes(fifo.fd(), count) < 0 ? 0 : count.get(JAVA_INT, 0);
  }
}
