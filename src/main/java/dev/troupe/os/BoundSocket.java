package dev.troupe.os;

import java.util.function.Consumer;

/** A socket that the daemon holds and children accept from. May be used from any thread. */
public interface BoundSocket extends Handle {

  /** Where it is bound, with the real port. */
  ListenAddress address();

  /**
   * Has the daemon itself accept, in place of a child, until {@link #stopAccepting}: connections
   * that wait and those that come. The taker owns each connection and is called on an engine
   * thread.
   */
  void accept(Consumer<Handle> taker);

  void stopAccepting();
}
