package dev.troupe.os;

import java.util.Map;

/**
 * Sockets of an earlier daemon. If some could not be found, their order is unknown: then {@link
 * SocketGroup#steerTo} does nothing, and all get connections.
 *
 * @param group has those that were found, and can have more
 * @param members by inode
 */
public record FormerGroup(SocketGroup group, Map<Long, BoundSocket> members) {
  public FormerGroup {
    members = Map.copyOf(members);
  }
}
