package dev.troupe.supervision;

import dev.troupe.os.Channel;
import dev.troupe.os.Handle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A channel whose other end is the test. */
public final class FakeChannel implements Channel {
  private final List<Sent> sent = new ArrayList<>();
  private final ArrayDeque<Message> unread = new ArrayDeque<>();
  private Flow.@Nullable Subscriber<? super Message> subscriber;
  private long demand;
  private long greatestDemand;
  private boolean ended;
  private boolean closed;

  /** What the daemon has sent. */
  public record Sent(String line, @Nullable Handle handle) {}

  /** A line of the child's, with ' for ". */
  public synchronized void says(String line) {
    unread.add(new Message(line.replace('\'', '"'), false));
    deliver();
  }

  /** The child closes its end; it is noticed once all has been read. */
  public synchronized void ends() {
    ended = true;
    deliver();
  }

  /** How many lines the daemon was ready to take at most. */
  public synchronized long greatestDemand() {
    return greatestDemand;
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  public synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  private void deliver() {
    var current = subscriber;
    while (current != null && demand > 0 && !unread.isEmpty()) {
      demand--;
      current.onNext(unread.remove());
    }
    if (current != null && ended && unread.isEmpty()) {
      subscriber = null;
      current.onComplete();
    }
  }

  @Override
  public Flow.Publisher<Message> messages() {
    return this::subscribe;
  }

  private synchronized void subscribe(Flow.Subscriber<? super Message> newSubscriber) {
    subscriber = newSubscriber;
    newSubscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {
            synchronized (FakeChannel.this) {
              demand += count;
              greatestDemand = Math.max(greatestDemand, demand);
              deliver();
            }
          }

          @Override
          public void cancel() {
            synchronized (FakeChannel.this) {
              subscriber = null;
            }
          }
        });
  }

  @Override
  public synchronized boolean send(String line, @Nullable Handle handle) {
    if (!closed) {
      sent.add(new Sent(line, handle));
    }
    return !closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
