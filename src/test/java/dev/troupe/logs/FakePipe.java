package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** One stream of a child, without the child: what it prints is read on demand, print by print. */
final class FakePipe implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
  private final Queue<ByteBuffer> unread = new ArrayDeque<>();
  private Flow.@Nullable Subscriber<? super ByteBuffer> reader;
  private long demand;
  private long reads;
  private boolean isClosed;

  void prints(String text) {
    prints(text.getBytes(UTF_8));
  }

  synchronized void prints(byte[] bytes) {
    unread.add(ByteBuffer.wrap(bytes));
    deliver();
  }

  /** Nobody will print any more. */
  synchronized void closes() {
    isClosed = true;
    deliver();
  }

  synchronized void breaks(Throwable reason) {
    if (reader != null) {
      reader.onError(reason);
      reader = null;
    }
  }

  /** How many prints have been read. */
  synchronized long reads() {
    return reads;
  }

  /** Waits until that many prints have been read. */
  synchronized void awaitReads(long expected) throws InterruptedException {
    while (reads < expected) {
      wait(10_000);
    }
  }

  @Override
  public synchronized void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    reader = subscriber;
    subscriber.onSubscribe(this);
  }

  @Override
  public synchronized void request(long n) {
    demand += n;
    deliver();
  }

  @Override
  public synchronized void cancel() {
    reader = null;
  }

  private void deliver() {
    while (reader != null && demand > 0 && !unread.isEmpty()) {
      demand--;
      reads++;
      notifyAll();
      reader.onNext(unread.remove());
    }
    if (reader != null && isClosed && unread.isEmpty()) {
      reader.onComplete();
      reader = null;
    }
  }
}
