package dev.troupe.os;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Two-way messages between daemon and child, one per line, with sockets riding on them: what Node
 * calls its IPC channel. May be used from any thread.
 */
public interface Channel {

  /**
   * The child's messages without their end of line, read only on demand; completes when the child
   * has closed its end. Takes one subscriber, which is called on an engine thread.
   */
  Flow.Publisher<Message> messages();

  /**
   * Sends a line, in order. The handle stays the caller's and may be closed once this returns.
   *
   * @param line without its end
   * @param handle goes with the line; null for none
   * @return false if the channel is closed
   */
  boolean send(String line, @Nullable Handle handle);

  /** The child sees the end of the channel. */
  void close();

  /**
   * One line of the child's.
   *
   * @param hadHandle whether a socket came with it (it has been closed)
   */
  record Message(String line, boolean hadHandle) {}
}
