package dev.troupe.node;

import org.jspecify.annotations.Nullable;

/**
 * Where Node 20, 22 and 24 differ in what they say over the channel. All else is the same in the
 * three.
 */
final class NodeVersions {
  /** What Node itself takes if an app names no backlog (net.js). */
  private static final int DEFAULT_BACKLOG = 511;

  /** The flag of libuv for TCP and UDP alike: an IPv6 socket that refuses IPv4. */
  private static final int IPV6_ONLY = 1;

  private NodeVersions() {}

  /**
   * Node 20 leaves {@code flags} out of a request to listen that names no host; 22 and 24 always
   * send them. Node 24 has added a flag (2: SO_REUSEPORT), but asks nobody if it is set.
   */
  static boolean isOnlyV6(@Nullable Object flags) {
    return flags instanceof Number number && (number.intValue() & IPV6_ONLY) != 0;
  }

  /**
   * With {@code listen(port, host, callback)} it is {@code false}, with {@code listen(port)} 0 or
   * missing, in Node 20 and 22 at least.
   */
  static int backlog(@Nullable Object backlog) {
    return backlog instanceof Number number && number.intValue() > 0
        ? number.intValue()
        : DEFAULT_BACKLOG;
  }

  /**
   * Node 20 counts the servers of each address and makes the count part of its key, so that a
   * second server at a port that one worker already has gets a socket of its own, which fails. Node
   * 22 and 24 refuse it, and let the count tell apart only servers on port 0. Here all get the
   * latter.
   */
  static int index(int port, int index) {
    return port == 0 ? index : 0;
  }
}
