package dev.troupe.supervision.instance;

import dev.troupe.os.Child;
import dev.troupe.os.NotifySocket;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.NotifyMessage;
import dev.troupe.supervision.link.NodeLink;
import java.time.Duration;
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
 * @param statusText what it last said of itself; null if nothing
 * @param watchdog longest time between two signs of life; null or zero if none are expected
 * @param hold keeps it from running; null if nothing does
 */
record Live(
    Child child,
    Map<String, String> env,
    @Nullable ActorRef<NodeLink.Command> link,
    @Nullable NotifySocket notices,
    @Nullable ActorRef<Probe.Command> probe,
    @Nullable String statusText,
    @Nullable Duration watchdog,
    @Nullable Hold hold) {

  ProcessId id() {
    return child.id();
  }

  Live with(@Nullable ActorRef<Probe.Command> another) {
    return new Live(child, env, link, notices, another, statusText, watchdog, hold);
  }

  /** The same, as it is after it has told of itself. */
  Live hearing(NotifyMessage message) {
    return new Live(
        child,
        env,
        link,
        notices,
        probe,
        message.status().orElse(statusText),
        message.watchdog().orElse(watchdog),
        hold);
  }

  Live held(@Nullable Hold newer) {
    return new Live(child, env, link, notices, probe, statusText, watchdog, newer);
  }
}
