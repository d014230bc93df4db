package dev.troupe.os;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens sockets that the daemon holds for its children. May be used from any thread. */
public interface Sockets {

  /**
   * Sockets at one TCP address, for several slots. Refused (EADDRINUSE) if anybody else listens
   * there already.
   *
   * @param backlog connections that may wait in each socket
   */
  SocketResult<SocketGroup> group(ListenAddress.Tcp address, int backlog);

  /**
   * What an earlier daemon has opened at one TCP address, as far as children still have it. Blocks
   * while it looks.
   *
   * @param address with its real port
   * @param inodes of the sockets, in the order of {@link SocketGroup#inOrder}
   * @param holders processes that may have them
   */
  SocketResult<FormerGroup> takeOver(
      ListenAddress.Tcp address, List<Long> inodes, Collection<ProcessId> holders);

  /**
   * A socket that an earlier daemon has opened; empty if no child has it or gives it away. Blocks
   * while it looks.
   *
   * @param address with its real port
   */
  Optional<BoundSocket> takeOver(ListenAddress address, long inode, Collection<ProcessId> holders);

  /** One socket for all: unix-domain (already listening) or UDP. */
  SocketResult<BoundSocket> single(ListenAddress address, int backlog);

  /**
   * A datagram socket for sd_notify(3) messages.
   *
   * @param name unique among open ones, safe as a file name
   * @param user whose children write to it, as in {@link LaunchPlan}; null is the daemon's own
   * @param taker gets each message, on an engine thread
   */
  SocketResult<NotifySocket> notifySocket(
      String name, @Nullable String user, Consumer<String> taker);
}
