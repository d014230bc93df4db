package dev.troupe.os.linux;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber and how many elements it still asks for. All but {@link #request} and {@link
 * #cancel} is for the event loop's thread alone.
 */
final class Demand<T> implements Flow.Subscription {

  /** What publishes. Called on the loop's thread. */
  interface Publisher<T> {
    /** More is asked for. Nothing needs to be done if that is not by the current subscriber. */
    void asked(Demand<T> by);

    /** It wants nothing more, whether it has been the current subscriber or not. */
    void cancelled(Demand<T> by);
  }

  private final EventLoop loop;
  private final Publisher<T> publisher;
  private final Flow.Subscriber<? super T> subscriber;
  private long count;
  private boolean ended;

  Demand(EventLoop loop, Publisher<T> publisher, Flow.Subscriber<? super T> subscriber) {
    this.loop = loop;
    this.publisher = publisher;
    this.subscriber = subscriber;
  }

  @Override
  public void request(long more) {
    loop.execute(() -> add(more));
  }

  @Override
  public void cancel() {
    loop.execute(this::end);
  }

  boolean isPositive() {
    return count > 0 && !ended;
  }

  void begin() {
    subscriber.onSubscribe(this);
  }

  /** Serves the demand by one. A subscriber that throws is one that has cancelled. */
  void deliver(T element) {
    count--;
    try {
      subscriber.onNext(element);
    } catch (RuntimeException | Error e) {
      end();
      EventLoop.report(e);
    }
  }

  void complete() {
    if (!ended) {
      ended = true;
      subscriber.onComplete();
    }
  }

  void fail(Throwable why) {
    if (!ended) {
      ended = true;
      subscriber.onError(why);
    }
  }

  /** It never becomes the current subscriber: nothing is left, or somebody else is. */
  void refuse(@Nullable Throwable why) {
    subscriber.onSubscribe(this);
    if (why == null) {
      complete();
    } else {
      fail(why);
    }
  }

  private void add(long more) {
    if (ended) {
      return;
    }
    if (more <= 0) {
      end();
      subscriber.onError(new IllegalArgumentException("request(" + more + ") is not positive"));
      return;
    }
    count = count + more < 0 ? Long.MAX_VALUE : count + more;
    publisher.asked(this);
  }

  private void end() {
    if (!ended) {
      ended = true;
      publisher.cancelled(this);
    }
  }
}
