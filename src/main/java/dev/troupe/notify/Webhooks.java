package dev.troupe.notify;

import dev.troupe.model.Happening;
import dev.troupe.model.Webhook;
import java.time.InstantSource;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
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
                  .map(
                      one -> context.spawnAnonymous(WebhookPost.create(one, origin, sender, clock)))
                  .toList();
          return Behaviors.receiveMessage(
              happening -> {
                posts.forEach(post -> post.tell(new WebhookPost.Heard(happening)));
                return Behaviors.same();
              });
        });
  }
}
