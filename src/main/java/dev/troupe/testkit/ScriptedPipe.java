package dev.troupe.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** What a child prints waits here until it is asked for. One subscriber at a time. Thread-safe. */
final class ScriptedPipe implements Flow.Publisher<ByteBuffer> {
  // Guarded by this.
  private final Queue<byte[]> printed = new ArrayDeque<>();
  private Flow.@Nullable Subscriber<? super ByteBuffer> reader;
  private long demand;
  private boolean isClosed;

  @Override
  public synchronized void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    reader = subscriber;
    demand = 0;
    subscriber.onSubscribe(new Reading(subscriber));
    deliver();
  }

  synchronized void print(byte[] bytes) {
    printed.add(bytes);
    deliver();
  }

  /** No more will come. */
  synchronized void close() {
    isClosed = true;
    deliver();
  }

  /** Whoever reads now is told that this is all; another may go on. */
  synchronized void letGo() {
    var last = reader;
    reader = null;
    if (last != null) {
      last.onComplete();
    }
  }

  private void deliver() {
    while (reader != null && demand > 0 && !printed.isEmpty()) {
      demand--;
      reader.onNext(ByteBuffer.wrap(printed.remove()));
    }
    if (isClosed && printed.isEmpty()) {
      letGo();
    }
  }

  private synchronized void asked(Flow.Subscriber<?> by, long more) {
    if (by.equals(reader)) {
      demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
      deliver();
    }
  }

  private synchronized void cancelled(Flow.Subscriber<?> by) {
    if (by.equals(reader)) {
      reader = null;
    }
  }

  private final class Reading implements Flow.Subscription {
    private final Flow.Subscriber<?> by;

    Reading(Flow.Subscriber<?> by) {
      this.by = by;
    }

    @Override
    public void request(long more) {
      asked(by, more);
    }

    @Override
    public void cancel() {
      cancelled(by);
    }
  }
}
