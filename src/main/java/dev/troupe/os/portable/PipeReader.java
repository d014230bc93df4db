package dev.troupe.os.portable;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What comes out of one pipe, read by a thread of its own. One subscriber at a time; after a cancel
 * another may follow.
 *
 * <p>It is a platform thread: Java blocks a carrier for each virtual thread that reads from a pipe,
 * and with more than 256 of them nobody reads at all.
 */
final class PipeReader implements Flow.Publisher<ByteBuffer> {
  private static final int BUFFER_SIZE = 16 * 1024;
  private static final int STACK_SIZE = 128 * 1024;
  private static final long UNTIL_CLOSED = Long.MAX_VALUE;
  private static final byte[] NOTHING = {};

  private final Path path;

  /** Keeps the pipe from coming to an end with a child, and its content from being lost. */
  private final RandomAccessFile keeper;

  /** What the thread waits in; closing it wakes the thread. */
  private final FileChannel channel;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);

  private final Object lock = new Object();
  // All guarded by lock.
  private @Nullable Reading reading;
  private boolean started;
  private boolean closing;
  private long remaining = UNTIL_CLOSED;

  /** Read for a subscriber that had cancelled by then; the reading thread's. */
  private byte[] leftOver = NOTHING;

  PipeReader(Path path) throws IOException {
    this.path = path;
    keeper = new RandomAccessFile(path.toFile(), "rw");
    channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  Path path() {
    return path;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    Objects.requireNonNull(subscriber);
    var candidate = new Reading(subscriber);
    boolean refused;
    synchronized (lock) {
      refused = closing || reading != null;
      if (!refused) {
        reading = candidate;
        startThread();
        lock.notifyAll();
      }
    }
    if (refused) {
      subscriber.onSubscribe(candidate);
      subscriber.onError(new IllegalStateException("the pipe is closed or has its subscriber"));
    }
  }

  /** Delivers what is in the pipe by now, then completes and lets go of the pipe. */
  void finish() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    end(UNTIL_CLOSED);
  }

  /** Completes at once and leaves the pipe to the next daemon. */
  void abandon() {
    end(0);
  }

  private void end(long stillToDeliver) {
    boolean threadless;
    synchronized (lock) {
      if (closing) {
        return;
      }
      closing = true;
      remaining = stillToDeliver;
      threadless = !started;
      lock.notifyAll();
    }
    close(channel);
    if (threadless) {
      close(keeper);
    }
  }

  private void startThread() {
    if (!started) {
      started = true;
      Thread.ofPlatform()
          .daemon()
          .name("troupe-pipe-" + path.getFileName())
          .stackSize(STACK_SIZE)
          .start(this::run);
    }
  }

  private void run() {
    for (var current = awaitWork(); current != null; current = awaitWork()) {
      serve(current);
    }
    close(keeper);
    var last = takeReading();
    if (last != null) {
      last.subscriber.onComplete();
    }
  }

  /** Whose turn it is; null once all is done. */
  private @Nullable Reading awaitWork() {
    synchronized (lock) {
      try {
        while (!hasWork()) {
          lock.wait();
        }
        return isDone() ? null : reading;
      } catch (InterruptedException e) {
        return null;
      }
    }
  }

  private boolean hasWork() {
    if (closing && remaining == UNTIL_CLOSED) {
      remaining = waiting();
    }
    var current = reading;
    boolean isAsked =
        current != null && (!current.isWelcomed || current.isWrong || current.demand > 0);
    return isAsked || isDone();
  }

  private boolean isDone() {
    var current = reading;
    return closing && (current == null || (current.isWelcomed && remaining + leftOver.length == 0));
  }

  private void serve(Reading current) {
    if (!current.isWelcomed) {
      current.isWelcomed = true;
      current.subscriber.onSubscribe(current);
    } else if (current.isWrong) {
      current.cancel();
      current.subscriber.onError(new IllegalArgumentException("request(n) needs a positive n"));
    } else {
      deliver(current);
    }
  }

  private void deliver(Reading current) {
    try {
      var bytes = leftOver.length > 0 ? leftOver : read();
      leftOver = NOTHING;
      if (bytes.length == 0) {
        return;
      }
      if (current.takesOne()) {
        hand(current, bytes);
      } else {
        leftOver = bytes;
      }
    } catch (IOException e) {
      end(0);
      current.cancel();
      current.subscriber.onError(e);
    }
  }

  /** A subscriber that throws is one that has cancelled; another may follow. */
  private static void hand(Reading current, byte[] bytes) {
    try {
      current.subscriber.onNext(ByteBuffer.wrap(bytes));
    } catch (RuntimeException | Error e) {
      current.cancel();
      var thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  /** Waits for something to read; nothing if the pipe is closed meanwhile. */
  private byte[] read() throws IOException {
    buffer.clear();
    try {
      if (channel.isOpen()) {
        channel.read(buffer);
      } else {
        readRemaining();
      }
    } catch (ClosedChannelException e) {
      return NOTHING;
    }
    buffer.flip();
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private void readRemaining() throws IOException {
    synchronized (lock) {
      var bytes = new byte[(int) Math.min(BUFFER_SIZE, remaining)];
      int count = keeper.read(bytes);
      buffer.put(bytes, 0, count);
      remaining -= count;
    }
  }

  @SuppressWarnings("resource") // The stream is but another view of the keeper.
  private long waiting() {
    try {
      return new FileInputStream(keeper.getFD()).available();
    } catch (IOException e) {
      return 0;
    }
  }

  private @Nullable Reading takeReading() {
    synchronized (lock) {
      var last = reading;
      reading = null;
      return last;
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** One subscriber's reading. */
  private final class Reading implements Flow.Subscription {
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private boolean isWelcomed;
    private boolean isWrong;
    private long demand;

    Reading(Flow.Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long count) {
      synchronized (lock) {
        isWrong |= count <= 0;
        demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
        lock.notifyAll();
      }
    }

    @Override
    public void cancel() {
      synchronized (lock) {
        if (reading == this) {
          reading = null;
          lock.notifyAll();
        }
      }
    }

    private boolean takesOne() {
      synchronized (lock) {
        if (reading != this) {
          return false;
        }
        demand--;
        return true;
      }
    }
  }
}
