package dev.troupe.os;

import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A socket that the daemon holds and children accept from. May be used from any thread.
 *
 * <p>To close a member of a {@link SocketGroup} is to remove it; the path of a unix-domain socket
 * is gone with it.
 */
public interface BoundSocket extends Handle {

  /** Where it is bound, with the real port. */
  ListenAddress address();

  /**
   * The number by which the kernel knows it, whoever has it: by that the next daemon finds it among
   * what the children have open. Empty if it is not to be learnt.
   */
  OptionalLong inode();

  /**
   * Has the daemon itself accept, in place of a child, until {@link #stopAccepting}: connections
   * that wait and those that come. The taker owns each connection and is called on an engine
   * thread.
   *
   * <p>Makes the socket non-blocking for all who share it: Node does that anyway, but a program
   * that inherited the socket may expect the opposite. Its next heir gets it blocking again, see
   * {@link Wiring#sockets}.
   */
  void accept(Consumer<Handle> taker);

  /** Nothing is accepted once this returns; what has been may still reach the taker. */
  void stopAccepting();
}
