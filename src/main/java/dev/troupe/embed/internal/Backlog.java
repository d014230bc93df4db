package dev.troupe.embed.internal;

import dev.troupe.embed.Followed;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one follower. Of more than it may hold the oldest are dropped, and the follower is
 * told how many before it gets the rest. Thread-safe.
 */
final class Backlog<T> {
  private final int most;

  // Guarded by this.
  private final Queue<T> waiting = new ArrayDeque<>();
  private long missed;
  private boolean isClosed;
  private @Nullable CompletableFuture<Optional<Followed<T>>> asked;

  /**
   * @param most how many may wait, at least 1
   */
  Backlog(int most) {
    this.most = most;
  }

  void offer(T item) {
    add(item);
    answer();
  }

  private synchronized void add(T item) {
    if (waiting.size() == most) {
      waiting.remove();
      missed++;
    }
    waiting.add(item);
  }

  /** What waits is all there will be. */
  void close() {
    synchronized (this) {
      isClosed = true;
    }
    answer();
  }

  /** The next one, as soon as there is one; empty if there will be none. One call at a time. */
  CompletionStage<Optional<Followed<T>>> next() {
    var question = new CompletableFuture<Optional<Followed<T>>>();
    synchronized (this) {
      asked = question;
    }
    answer();
    return question;
  }

  private void answer() {
    CompletableFuture<Optional<Followed<T>>> question;
    Optional<Followed<T>> next;
    synchronized (this) {
      next = first();
      if (asked == null || (next.isEmpty() && !isClosed)) {
        return;
      }
      question = asked;
      asked = null;
      take();
    }
    question.complete(next);
  }

  private Optional<Followed<T>> first() {
    return missed > 0
        ? Optional.of(new Followed.Missed<>(missed))
        : Optional.ofNullable(waiting.peek()).map(Followed.Item::new);
  }

  private void take() {
    if (missed > 0) {
      missed = 0;
    } else {
      waiting.poll();
    }
  }
}
