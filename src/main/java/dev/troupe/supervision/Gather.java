package dev.troupe.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Waits for the replies of several instances to one request, hands them on together and stops. */
final class Gather {
  private Gather() {}

  /**
   * @param expected how many replies will come, at least 1
   * @param whole what to tell {@code replyTo} once they are complete
   */
  static <T> Behavior<Instance.Reply> create(
      int expected, Function<List<Instance.Reply>, T> whole, ActorRef<? super T> replyTo) {
    return Behaviors.setup(
        _ -> {
          var replies = new ArrayList<Instance.Reply>(expected);
          return Behaviors.receiveMessage(
              reply -> {
                replies.add(reply);
                if (replies.size() < expected) {
                  return Behaviors.same();
                }
                replyTo.tell(whole.apply(List.copyOf(replies)));
                return Behaviors.stopped();
              });
        });
  }
}
