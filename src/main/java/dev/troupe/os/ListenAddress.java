package dev.troupe.os;

import org.jspecify.annotations.Nullable;

/** Where a socket is bound. */
public sealed interface ListenAddress {

  /**
   * A TCP port.
   *
   * @param host IP address; null is all addresses: IPv6 with IPv4, or IPv4 where there is no IPv6
   * @param port 0 is any free one
   * @param onlyV6 whether an IPv6 socket refuses IPv4
   */
  record Tcp(@Nullable String host, int port, boolean onlyV6) implements ListenAddress {}

  /**
   * A UDP port.
   *
   * @param host IP address; null is all addresses of the family
   * @param port 0 is any free one
   * @param isV6 which family
   */
  record Udp(@Nullable String host, int port, boolean isV6, boolean onlyV6)
      implements ListenAddress {}

  /**
   * A unix-domain stream socket.
   *
   * @param path absolute
   */
  record Unix(String path) implements ListenAddress {}
}
