package dev.troupe.os.linux;

import dev.troupe.os.BoundSocket;
import dev.troupe.os.FormerGroup;
import dev.troupe.os.ListenAddress;
import dev.troupe.os.SocketGroup;
import dev.troupe.os.SocketResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sockets that share a port by SO_REUSEPORT. The kernel numbers them in the order in which they
 * began to listen, and when one ends the last takes its number; {@link #members} does the same.
 *
 * <p>That holds only if a socket ends when it is removed, whoever else has it: so it is shut down,
 * not only closed.
 */
final class PortGroup implements SocketGroup {
  private static final int[] SHARED = {SocketCalls.SO_REUSEADDR, SocketCalls.SO_REUSEPORT};
  private static final int NONE = -1;

  /** For sockets that join those of an earlier daemon; the kernel allows less as it likes. */
  private static final int BACKLOG = 4096;

  private final EventLoop loop;
  private final ListenAddress.Tcp address;
  private final Place place;
  private final int backlog;
  private final boolean isOrdered;

  // All guarded by this.
  private final List<LinuxSocket> members = new ArrayList<>();
  private final Set<BoundSocket> wanted = new HashSet<>();

  /** The first member's socket, which holds the port until it is asked for. */
  private int reserved;

  /**
   * @param isOrdered whether {@link #members} has the kernel's order; if not, nothing is steered
   */
  private PortGroup(
      EventLoop loop,
      ListenAddress.Tcp address,
      Place place,
      int backlog,
      int reserved,
      boolean isOrdered) {
    this.loop = loop;
    this.address = address;
    this.place = place;
    this.backlog = backlog;
    this.reserved = reserved;
    this.isOrdered = isOrdered;
  }

  static SocketResult<SocketGroup> open(EventLoop loop, ListenAddress.Tcp address, int backlog) {
    return switch (Place.first(Place.of(address), PortGroup::reserve)) {
      case Place.NoLiteral _ -> Refusal.noLiteral(address);
      case Place.Failed(int errno) -> Refusal.of(address, errno);
      case Place.Bound(var place, int fd) ->
          new SocketResult.Opened<>(
              new PortGroup(loop, real(address, place), place, backlog, fd, true));
    };
  }

  /**
   * Goes on with the sockets of an earlier daemon.
   *
   * @param address with its real port
   * @param found descriptors by inode, in the kernel's order
   * @param isComplete whether these are all that there are
   */
  static SocketResult<FormerGroup> takeOver(
      EventLoop loop, ListenAddress.Tcp address, Map<Long, Integer> found, boolean isComplete) {
    if (found.isEmpty()) {
      return switch (Place.first(
          Place.of(address), place -> place.bind(SocketCalls.STREAM, SHARED))) {
        case Place.NoLiteral _ -> Refusal.noLiteral(address);
        case Place.Failed(int errno) -> Refusal.of(address, errno);
        case Place.Bound(var place, int fd) ->
            former(new PortGroup(loop, address, place, BACKLOG, fd, isComplete), found);
      };
    }
    var place = Place.ofSocket(found.values().iterator().next(), address);
    return former(new PortGroup(loop, address, place, BACKLOG, NONE, isComplete), found);
  }

  private static SocketResult<FormerGroup> former(PortGroup group, Map<Long, Integer> found) {
    var members = new HashMap<Long, BoundSocket>();
    synchronized (group) {
      found.forEach((inode, fd) -> members.put(inode, group.join(fd)));
      group.steer();
    }
    return new SocketResult.Opened<>(new FormerGroup(group, members));
  }

  private static ListenAddress.Tcp real(ListenAddress.Tcp address, Place place) {
    return new ListenAddress.Tcp(address.host(), place.port(), address.onlyV6());
  }

  /**
   * A socket that shares its port would join strangers of the same user without a word; one that
   * does not share finds out whether there are any.
   */
  private static int reserve(Place place) {
    if (place.port() != 0) {
      int probe = place.bind(SocketCalls.STREAM, SocketCalls.SO_REUSEADDR);
      if (probe < 0) {
        return probe;
      }
      Libc.close(probe);
    }
    return place.bind(SocketCalls.STREAM, SHARED);
  }

  @Override
  public ListenAddress.Tcp address() {
    return address;
  }

  /** A newcomer gets nothing until somebody steers to it, unless nobody has steered at all. */
  @Override
  public synchronized SocketResult<BoundSocket> add() {
    int fd = reserved == NONE ? place.bind(SocketCalls.STREAM, SHARED) : reserved;
    reserved = NONE;
    attach(targets());
    int listening = fd < 0 ? fd : SocketCalls.listen(fd, backlog);
    if (listening < 0) {
      Libc.close(fd);
      return Refusal.of(address, -listening);
    }
    return new SocketResult.Opened<>(join(fd));
  }

  private LinuxSocket join(int fd) {
    var member = new LinuxSocket(loop, fd, address, this::forget);
    members.add(member);
    return member;
  }

  @Override
  public synchronized List<BoundSocket> inOrder() {
    return List.copyOf(members);
  }

  @Override
  public synchronized void steerTo(Set<BoundSocket> chosen) {
    wanted.clear();
    wanted.addAll(chosen);
    steer();
  }

  @Override
  public void remove(BoundSocket member) {
    member.close();
  }

  @Override
  public void close() {
    for (var member : current()) {
      member.close();
    }
    giveUpReservation();
  }

  private synchronized List<LinuxSocket> current() {
    return List.copyOf(members);
  }

  private synchronized void giveUpReservation() {
    if (reserved != NONE) {
      Libc.close(reserved);
      reserved = NONE;
    }
  }

  /** A member is about to be closed. */
  private synchronized void forget(LinuxSocket member) {
    int index = members.indexOf(member);
    if (index < 0) {
      return;
    }
    int last = members.size() - 1;
    // While these two change places, connections go to the others if there are any.
    attach(targets().stream().filter(i -> i != index && i != last).toList());
    member.apply(SocketCalls::shutdown);
    members.set(index, members.get(last));
    members.removeLast();
    wanted.remove(member);
    steer();
  }

  private void steer() {
    var targets = targets();
    if (targets.size() < members.size()) {
      attach(targets);
    }
    if (targets.isEmpty() || targets.size() == members.size() || !isOrdered) {
      members.stream().findFirst().ifPresent(member -> member.apply(Steering::detach));
    }
  }

  private void attach(List<Integer> targets) {
    if (!targets.isEmpty() && isOrdered) {
      members.getFirst().apply(fd -> Steering.attach(fd, targets));
    }
  }

  /** The indices of those that were chosen; empty if all get connections. */
  private List<Integer> targets() {
    return IntStream.range(0, members.size())
        .filter(i -> wanted.contains(members.get(i)))
        .boxed()
        .toList();
  }
}
