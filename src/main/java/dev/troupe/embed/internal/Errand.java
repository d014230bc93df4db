package dev.troupe.embed.internal;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Waits for the reply to one request, and notices if the supervisor fails before it comes. */
final class Errand {
  private Errand() {}

  /**
   * For one reply; exactly one of the two is called.
   *
   * @param taker hears the reply
   * @param lost called if there will be none
   */
  static <T> Behavior<T> create(Consumer<T> taker, Runnable lost) {
    return Behaviors.setup(
        _ -> {
          var reply = new CompletableFuture<T>();
          var _ =
              reply.whenComplete(
                  (said, failure) -> {
                    if (failure == null) {
                      taker.accept(said);
                    } else {
                      lost.run();
                    }
                  });
          return waiting(reply);
        });
  }

  private static <T> Behavior<T> waiting(CompletableFuture<T> reply) {
    return Behaviors.receive(
        (_, said) -> {
          reply.complete(said);
          return Behaviors.stopped();
        },
        (_, signal) -> {
          if (signal instanceof PostStop) {
            reply.cancel(false);
          }
          return Behaviors.same();
        });
  }
}
