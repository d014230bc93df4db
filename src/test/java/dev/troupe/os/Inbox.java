package dev.troupe.os;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A subscriber that keeps a child's messages and lets a test wait for them. */
final class Inbox implements Flow.Subscriber<Channel.Message> {
  private final long step;
  private final List<Channel.Message> messages = new ArrayList<>();
  private Flow.@Nullable Subscription subscription;
  private boolean completed;
  private @Nullable Throwable error;

  private Inbox(long step) {
    this.step = step;
  }

  /** Asks for one message after the other. */
  static Inbox eager(Channel channel) {
    return subscribe(channel, 1);
  }

  /** Asks for nothing by itself. */
  static Inbox idle(Channel channel) {
    return subscribe(channel, 0);
  }

  private static Inbox subscribe(Channel channel, long step) {
    var inbox = new Inbox(step);
    channel.messages().subscribe(inbox);
    Waiting.until("a subscription", inbox::isSubscribed);
    return inbox;
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    ask(step);
  }

  @Override
  public synchronized void onNext(Channel.Message message) {
    messages.add(message);
    ask(step);
  }

  @Override
  public synchronized void onError(Throwable error) {
    this.error = error;
  }

  @Override
  public synchronized void onComplete() {
    completed = true;
  }

  synchronized void ask(long count) {
    if (count > 0) {
      Objects.requireNonNull(subscription).request(count);
    }
  }

  synchronized List<String> lines() {
    return messages.stream().map(Channel.Message::line).toList();
  }

  synchronized List<Channel.Message> messages() {
    return List.copyOf(messages);
  }

  void awaitLine(String wanted) {
    Waiting.until("the message " + wanted, () -> lines().contains(wanted));
  }

  void awaitCount(int wanted) {
    Waiting.until(wanted + " messages", () -> lines().size() >= wanted);
  }

  void awaitCompletion() {
    Waiting.until("completion", this::isCompleted);
  }

  Throwable awaitError() {
    Waiting.until("an error", () -> error() != null);
    return Objects.requireNonNull(error());
  }

  synchronized boolean isCompleted() {
    return completed;
  }

  private synchronized @Nullable Throwable error() {
    return error;
  }

  private synchronized boolean isSubscribed() {
    return subscription != null;
  }
}
