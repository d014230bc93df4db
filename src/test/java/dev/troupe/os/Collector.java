package dev.troupe.os;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A subscriber that keeps what it is given and lets a test wait for it. */
final class Collector implements Flow.Subscriber<ByteBuffer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final long step;
  private Flow.@Nullable Subscription subscription;
  private int elements;
  private int largest;
  private boolean completed;
  private @Nullable Throwable error;

  private Collector(long step) {
    this.step = step;
  }

  /** Asks for one element after the other. */
  static Collector eager() {
    return new Collector(1);
  }

  /** Asks for nothing by itself. */
  static Collector idle() {
    return new Collector(0);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    synchronized (this) {
      this.subscription = subscription;
      notifyAll();
    }
    ask(step);
  }

  @Override
  public void onNext(ByteBuffer buffer) {
    synchronized (this) {
      elements++;
      largest = Math.max(largest, buffer.remaining());
      var piece = new byte[buffer.remaining()];
      buffer.get(piece);
      bytes.writeBytes(piece);
      notifyAll();
    }
    ask(step);
  }

  @Override
  public synchronized void onError(Throwable error) {
    this.error = error;
    notifyAll();
  }

  @Override
  public synchronized void onComplete() {
    completed = true;
    notifyAll();
  }

  void request(long count) {
    subscribed().request(count);
  }

  void cancel() {
    subscribed().cancel();
  }

  synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  synchronized int size() {
    return bytes.size();
  }

  synchronized int elements() {
    return elements;
  }

  synchronized int largest() {
    return largest;
  }

  synchronized boolean isCompleted() {
    return completed;
  }

  String awaitText(String wanted) {
    await("the text " + wanted.strip(), c -> c.text().contains(wanted));
    return text();
  }

  void awaitSize(int wanted) {
    await(wanted + " bytes", c -> c.bytes.size() >= wanted);
  }

  void awaitElements(int wanted) {
    await(wanted + " elements", c -> c.elements >= wanted);
  }

  void awaitCompletion() {
    await("completion", c -> c.completed);
  }

  Throwable awaitError() {
    await("an error", c -> c.error != null);
    return Objects.requireNonNull(error);
  }

  private void ask(long count) {
    if (count > 0) {
      request(count);
    }
  }

  private Flow.Subscription subscribed() {
    await("a subscription", c -> c.subscription != null);
    return Objects.requireNonNull(subscription);
  }

  private synchronized void await(String what, Predicate<Collector> condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.test(this)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(
            "no " + what + " in " + PATIENCE + "; " + bytes.size() + " bytes, error " + error);
      }
      try {
        wait(left / 1_000_000 + 1);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
