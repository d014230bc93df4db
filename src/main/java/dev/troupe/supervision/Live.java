package dev.troupe.supervision;

import dev.troupe.os.Child;
import dev.troupe.os.NotifySocket;
import dev.troupe.os.ProcessId;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * A child that runs, and what the daemon holds for its sake.
 *
 * @param env the app's environment, without what only the child itself needs
 * @param link to a Node child; null for others
 * @param notices where it tells of itself; null if it was not given one
 * @param probe asks it how it is; null if nobody does
 */
record Live(
    Child child,
    Map<String, String> env,
    @Nullable ActorRef<NodeLink.Command> link,
    @Nullable NotifySocket notices,
    @Nullable ActorRef<Probe.Command> probe) {

  ProcessId id() {
    return child.id();
  }

  Live with(@Nullable ActorRef<Probe.Command> another) {
    return new Live(child, env, link, notices, another);
  }
}
