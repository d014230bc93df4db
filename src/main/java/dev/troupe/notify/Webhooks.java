package dev.troupe.notify;

import dev.troupe.model.Happening;
import dev.troupe.model.Webhook;
import dev.troupe.supervision.Announcer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Tells webhooks of events. Nothing is loaded that sends requests while there is none. */
public final class Webhooks {

  public sealed interface Command {}

  /** Sends an event of no meaning to the webhook of this name. */
  public record Test(String webhook, ActorRef<Answer> replyTo) implements Command {}

  /** What came of a test. */
  public sealed interface Answer {}

  /**
   * The request is over.
   *
   * @param problem why it failed; empty if it was taken
   */
  public record Tested(String problem) implements Answer {}

  /**
   * There is no such webhook.
   *
   * @param known those that there are
   */
  public record NotFound(List<String> known) implements Answer {}

  private Webhooks() {}

  /** Tells these, by Java's HTTP client. */
  public static Behavior<Command> create(
      List<Webhook> webhooks,
      Origin origin,
      ActorRef<Announcer.Command> announcer,
      InstantSource clock) {
    return Behaviors.setup(
        context -> {
          var posts = new HashMap<String, ActorRef<WebhookPost.Command>>();
          if (!webhooks.isEmpty()) {
            var sender = new HttpSender();
            webhooks.forEach(
                one ->
                    posts.put(
                        one.name(), context.spawnAnonymous(post(one, origin, sender, clock))));
            announcer.tell(new Announcer.Subscribe(subscriber(context, posts)));
          }
          return become(Map.copyOf(posts));
        });
  }

  private static Behavior<WebhookPost.Command> post(
      Webhook webhook, Origin origin, Sender sender, InstantSource clock) {
    return WebhookPost.create(webhook, origin, sender, clock);
  }

  private static Behavior<Command> become(Map<String, ActorRef<WebhookPost.Command>> posts) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Test(var name, var replyTo) -> {
                var post = posts.get(name);
                if (post == null) {
                  replyTo.tell(new NotFound(posts.keySet().stream().sorted().toList()));
                } else {
                  post.tell(new WebhookPost.Test(UUID.randomUUID().toString(), replyTo.narrow()));
                }
                yield Behaviors.same();
              }
            });
  }

  private static ActorRef<Happening> subscriber(
      ActorContext<Command> context, Map<String, ActorRef<WebhookPost.Command>> posts) {
    var all = List.copyOf(posts.values());
    return context.spawnAnonymous(
        Behaviors.receiveMessage(
            happening -> {
              all.forEach(post -> post.tell(new WebhookPost.Heard(happening)));
              return Behaviors.same();
            }));
  }
}
