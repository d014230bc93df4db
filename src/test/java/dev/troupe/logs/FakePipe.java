package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** One stream of a child, without the child: what it prints is read on demand, print by print. */
final class FakePipe implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
  private final Queue<ByteBuffer> unread = new ArrayDeque<>();
  private final CompletableFuture<Done> asked = new CompletableFuture<>();
  private Flow.@Nullable Subscriber<? super ByteBuffer> reader;
  private long demand;
  private long reads;
  private boolean isClosed;

  synchronized FakePipe prints(String text) {
    unread.add(ByteBuffer.wrap(text.getBytes(UTF_8)));
    deliver();
    return this;
  }

  /** Nobody will print any more. */
  synchronized FakePipe closes() {
    isClosed = true;
    deliver();
    return this;
  }

  synchronized void breaks(Throwable reason) {
    if (reader != null) {
      reader.onError(reason);
      reader = null;
    }
  }

  /** Completes at the first demand: from then on a print is read at once, if demand is left. */
  CompletionStage<Done> asked() {
    return asked;
  }

  /** How many prints have been read. */
  synchronized long reads() {
    return reads;
  }

  @Override
  public synchronized void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    reader = subscriber;
    subscriber.onSubscribe(this);
  }

  @Override
  public synchronized void request(long n) {
    demand += n;
    asked.complete(Done.getInstance());
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
      reader.onNext(unread.remove());
    }
    if (reader != null && isClosed && unread.isEmpty()) {
      reader.onComplete();
      reader = null;
    }
  }
}
