package dev.troupe.notify;

import dev.troupe.model.Happening;
import dev.troupe.model.Webhook;
import java.time.InstantSource;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Tells webhooks of events: a subscriber of the announcer. */
public final class Webhooks {

  private Webhooks() {}

  /** Tells these, by Java's HTTP client; nothing of that is loaded before. */
  public static Behavior<Happening> create(
      List<Webhook> webhooks, Origin origin, InstantSource clock) {
    return Behaviors.setup(
        context -> {
          var sender = new HttpSender();
          var posts =
              webhooks.stream()
                  .map(one -> post(context, WebhookPost.create(one, origin, sender, clock)))
                  .toList();
          return Behaviors.receive(
              (_, happening) -> {
                posts.forEach(post -> post.tell(new WebhookPost.Heard(happening)));
                return Behaviors.same();
              },
              (_, signal) -> {
                if (signal instanceof PostStop) {
                  sender.close();
                }
                return Behaviors.same();
              });
        });
  }

  private static ActorRef<WebhookPost.Command> post(
      ActorContext<Happening> context, Behavior<WebhookPost.Command> behavior) {
    return context.spawnAnonymous(behavior, DispatcherSelector.sameAsParent());
  }
}
