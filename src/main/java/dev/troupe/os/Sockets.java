package dev.troupe.os;

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
