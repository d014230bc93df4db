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
   * has closed its end or has ended, and fails if it sends a line of more than 8 MiB, which ends
   * the channel. Takes one subscriber at a time, which is called on an engine thread.
   */
  Flow.Publisher<Message> messages();

  /**
   * Sends a line, in order. What the child does not read yet waits; if that comes to more than 16
   * MiB the channel is closed. The handle stays the caller's and may be closed once this returns.
   *
   * @param line without its end
   * @param handle goes with the line; null for none
   * @return false if the channel is closed, or if the handle is or cannot be duplicated, in which
   *     case nothing is sent and the channel stays open
   */
  boolean send(String line, @Nullable Handle handle);

  /**
   * The child sees the end of the channel after what has been sent before; its own messages are not
   * read any more. Needs to be called even after the child has ended, unless {@link #messages} has
   * completed.
   */
  void close();

  /**
   * One line of the child's.
   *
   * @param hadHandle whether a socket came with it (it has been closed)
   */
  record Message(String line, boolean hadHandle) {}
}
