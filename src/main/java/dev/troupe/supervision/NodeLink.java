package dev.troupe.supervision;

import dev.troupe.model.Balance;
import dev.troupe.os.Channel;
import dev.troupe.os.ProcessId;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The daemon's end of one Node child's channel: the cluster primary for this worker, and the
 * carrier of the app's own messages. Lives as long as the child.
 */
final class NodeLink {

  sealed interface Command {}

  /** Has the child's HTTP servers say {@code Connection: close} from now on. */
  record BeginDrain() implements Command {}

  /** Has a cluster worker close its servers and leave once its connections are done. */
  record Disconnect() implements Command {}

  /**
   * Sends a message as {@code process.on('message')} gets it.
   *
   * @param json any JSON value on one line
   */
  record Say(String json) implements Command {}

  /** The child has ended: what it said before is handed on, then the link ends. */
  record ChildEnded(boolean isReturning) implements Command {}

  /** What the child says, as far as its instance is concerned. */
  sealed interface News {
    ProcessId child();
  }

  /** It said {@code ready}. */
  record Ready(ProcessId child) implements News {}

  /** It listens on a socket of the daemon's. */
  record Listening(ProcessId child) implements News {}

  /** It has left the cluster and is about to end. */
  record Left(ProcessId child) implements News {}

  /**
   * A message of the app's own.
   *
   * @param json any JSON value
   */
  record Said(ProcessId child, String json) implements News {}

  private NodeLink() {}

  /**
   * Begins to listen to the child.
   *
   * @param cluster whether the child is a worker of the cluster; if not, it only has messages
   */
  static Behavior<Command> create(
      Tenant tenant,
      ProcessId child,
      Channel channel,
      boolean cluster,
      Balance balance,
      ActorRef<Ports.Command> ports,
      ActorRef<News> owner) {
    return Behaviors.ignore();
  }
}
