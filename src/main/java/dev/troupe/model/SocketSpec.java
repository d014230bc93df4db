package dev.troupe.model;

import org.jspecify.annotations.Nullable;

/**
 * A listening socket that the daemon holds for an app and its instances inherit.
 *
 * @param name told to the child in {@code LISTEN_FDNAMES}
 * @param host IP address to bind; null is all addresses, or irrelevant with {@code path}
 * @param port 1 to 65535; 0 with {@code path}
 * @param path absolute path of a unix-domain socket; null for TCP
 * @param backlog connections that may wait to be accepted
 */
public record SocketSpec(
    String name, @Nullable String host, int port, @Nullable String path, int backlog) {

  /** As many as the kernel allows by default (net.core.somaxconn since Linux 5.4). */
  public static final int DEFAULT_BACKLOG = 4096;
}
