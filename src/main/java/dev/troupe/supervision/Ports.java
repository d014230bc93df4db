package dev.troupe.supervision;

import dev.troupe.model.Balance;
import dev.troupe.model.SocketSpec;
import dev.troupe.os.BoundSocket;
import dev.troupe.os.Handle;
import dev.troupe.os.ListenAddress;
import dev.troupe.os.Sockets;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Holds every listening socket of every app, so that none closes because an instance ends: which
 * slot has which socket, who may accept, and who takes over what waits in the queue of a slot
 * without a worker.
 */
public final class Ports {

  public sealed interface Command {}

  /**
   * A Node worker wants to listen.
   *
   * @param index tells servers on port 0 apart
   * @param backlog connections that may wait
   * @param data of the worker's request as JSON; the first worker's is given to all
   * @param taker gets connections that the daemon accepts for the worker
   */
  record Listen(
      Tenant tenant,
      ListenAddress address,
      int index,
      int backlog,
      String data,
      Balance balance,
      ActorRef<Connection> taker,
      ActorRef<Granted> replyTo)
      implements Command {}

  /** The declared sockets of one instance, to be inherited by its next child. */
  record Inherit(Tenant tenant, List<SocketSpec> sockets, ActorRef<Inherited> replyTo)
      implements Command {}

  /** The worker accepts now. */
  record Accepting(Tenant tenant, String key) implements Command {}

  /** The worker has closed its server though it lives on. */
  record ServerClosed(Tenant tenant, String key) implements Command {}

  /** The instance will not take new connections: others of its slot or of the address do. */
  record Retiring(Tenant tenant) implements Command {}

  /**
   * The instance's child has ended.
   *
   * @param isReturning whether another child will follow; if not, the tenant is forgotten
   */
  record ChildEnded(Tenant tenant, boolean isReturning) implements Command {}

  /** A connection that the taker could not give to its worker. */
  record GivenBack(String key, Handle connection) implements Command {}

  /** An accepted connection for the worker that listens under this key. The taker owns it. */
  record Connection(String key, Handle connection) {}

  /** What a worker hears of its wish to listen. */
  sealed interface Granted {
    /**
     * It accepts from a socket of its slot's.
     *
     * @param key names the server between daemon and worker
     * @param socket to be sent along
     * @param data as JSON
     */
    record Socket(String key, BoundSocket socket, String data) implements Granted {}

    /** The daemon accepts for it. */
    record Turns(String key, ListenAddress address, String data) implements Granted {}

    /**
     * It cannot.
     *
     * @param errno positive
     */
    record Refused(int errno) implements Granted {}
  }

  /** Sockets to inherit, in the order of the specs, or why there are none. */
  record Inherited(List<BoundSocket> sockets, @Nullable String failure) {}

  private Ports() {}

  /** Nothing is open yet. */
  public static Behavior<Command> create(Sockets sockets) {
    return Behaviors.ignore();
  }
}
