package dev.troupe.notify;

import dev.troupe.model.Happening;
import dev.troupe.model.Topic;
import dev.troupe.model.Webhook;
import dev.troupe.policy.DeliveryPolicy;
import dev.troupe.policy.DeliveryPolicy.Decision;
import dev.troupe.policy.DeliveryPolicy.Outcome;
import dev.troupe.policy.DeliveryQueue;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Tells one webhook of events, one after the other. Whatever the receiver does, it costs no more
 * than {@link DeliveryQueue#MOST} events that wait and one request under way.
 */
final class WebhookPost {

  sealed interface Command {}

  /** Something has happened that the webhook may want to know. */
  record Heard(Happening happening) implements Command {}

  private record Tried(Outcome outcome) implements Command {}

  private record PauseElapsed() implements Command {}

  /**
   * @param told how many left-out events the request under way tells of
   * @param isWell whether the last event was delivered: trouble is told once
   */
  private record State(DeliveryQueue<Delivery> queue, long told, boolean isWell) {}

  private static final State IDLE = new State(DeliveryQueue.empty(), 0, true);

  private final Webhook webhook;
  private final Origin origin;
  private final Sender sender;
  private final InstantSource clock;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;

  private WebhookPost(
      Webhook webhook,
      Origin origin,
      Sender sender,
      InstantSource clock,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    this.webhook = webhook;
    this.origin = origin;
    this.sender = sender;
    this.clock = clock;
    this.context = context;
    this.timers = timers;
  }

  static Behavior<Command> create(
      Webhook webhook, Origin origin, Sender sender, InstantSource clock) {
    return Behaviors.setup(
        context -> {
          context.setLoggerName(WebhookPost.class);
          return Behaviors.withTimers(
              timers ->
                  new WebhookPost(webhook, origin, sender, clock, context, timers).become(IDLE));
        });
  }

  private Behavior<Command> become(State state) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Heard(var happening) when !isWanted(happening) -> Behaviors.same();
              case Heard(var happening) ->
                  become(queued(state, Delivery.of(webhook.name(), origin.home(), happening)));
              case Tried(var outcome) -> become(after(state, outcome));
              case PauseElapsed _ -> become(sending(state));
            });
  }

  private boolean isWanted(Happening happening) {
    var event = happening.event();
    return (webhook.apps().isEmpty() || webhook.apps().contains(event.app()))
        && !Collections.disjoint(webhook.topics(), Topic.of(event));
  }

  private State queued(State state, Delivery delivery) {
    var queue = state.queue().and(delivery);
    if (queue.dropped() == 1 && state.queue().dropped() == 0) {
      context
          .getLog()
          .warn(
              "webhook {}: more than {} events wait, the oldest are left out",
              webhook.name(),
              DeliveryQueue.MOST);
    }
    var next = new State(queue, state.told(), state.isWell());
    return state.queue().isEmpty() ? sending(next) : next;
  }

  private State sending(State state) {
    long dropped = state.queue().dropped();
    var delivery = state.queue().first();
    context.pipeToSelf(
        send(delivery.id(), delivery.body(origin.host(), dropped)),
        (outcome, failure) -> new Tried(outcome == null ? broken(failure) : outcome));
    return new State(state.queue(), dropped, state.isWell());
  }

  private CompletionStage<Outcome> send(String id, String body) {
    var headers = new HashMap<>(Map.of("User-Agent", "troupe", "Webhook-Id", id));
    long timestamp = clock.instant().getEpochSecond();
    headers.put("Webhook-Timestamp", Long.toString(timestamp));
    if (webhook.secret() != null) {
      headers.put("Webhook-Signature", Signature.of(webhook.secret(), id, timestamp, body));
    }
    return sender.send(webhook, headers, body);
  }

  private static Outcome broken(Throwable failure) {
    return new Outcome.Unanswered("cannot be sent: " + failure);
  }

  private State after(State state, Outcome outcome) {
    var delivery = state.queue().first().tried();
    var decision =
        DeliveryPolicy.after(
            outcome,
            delivery.attempts(),
            delivery.since(),
            clock.instant(),
            RandomGenerator.getDefault().nextDouble());
    return switch (decision) {
      case Decision.Delivered _ -> {
        if (!state.isWell()) {
          context.getLog().info("webhook {}: events are delivered again", webhook.name());
        }
        yield next(state.queue().rest(state.queue().dropped() - state.told()), true);
      }
      case Decision.Abandon(var reason) -> {
        tell(state, "an event is not delivered: " + reason);
        yield next(state.queue().rest(state.queue().dropped() + 1), false);
      }
      case Decision.Retry(var pause, var reason) -> {
        tell(state, reason + ": events wait and are sent again");
        timers.startSingleTimer(new PauseElapsed(), pause);
        yield new State(state.queue().with(delivery), state.told(), false);
      }
    };
  }

  private void tell(State state, String problem) {
    if (state.isWell()) {
      context.getLog().warn("webhook {}: {}", webhook, problem);
    }
  }

  private State next(DeliveryQueue<Delivery> queue, boolean isWell) {
    var state = new State(queue, 0, isWell);
    return queue.isEmpty() ? state : sending(state);
  }
}
