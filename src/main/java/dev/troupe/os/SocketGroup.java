package dev.troupe.os;

import java.util.List;
import java.util.Set;

/**
 * Listening sockets at one TCP address, one for each slot, among which the kernel spreads new
 * connections (SO_REUSEPORT). May be used from any thread.
 */
public interface SocketGroup extends AutoCloseable {

  /** The address with its real port. */
  ListenAddress.Tcp address();

  /**
   * A further socket, already listening: connections queue in it until somebody accepts. If some
   * have been chosen by {@link #steerTo} it is not among them.
   */
  SocketResult<BoundSocket> add();

  /**
   * Only these members get new connections from now on; if empty, all do. What waits in the queues
   * of the others stays there.
   */
  void steerTo(Set<BoundSocket> members);

  /**
   * Ends a member, for every child that has it too; what waits in its queue is reset. If it was the
   * last of those chosen, all get connections.
   */
  void remove(BoundSocket member);

  /** All members, in the order by which the kernel counts them. */
  List<BoundSocket> inOrder();

  /** Closes all members. */
  @Override
  void close();
}
