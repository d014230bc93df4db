package dev.troupe.supervision;

import dev.troupe.os.BoundSocket;
import dev.troupe.os.FormerGroup;
import dev.troupe.os.Handle;
import dev.troupe.os.ListenAddress;
import dev.troupe.os.NotifySocket;
import dev.troupe.os.ProcessId;
import dev.troupe.os.SocketGroup;
import dev.troupe.os.SocketResult;
import dev.troupe.os.Sockets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sockets without a machine: what was done to them is remembered, clients come as a test says. */
public final class FakeSockets implements Sockets {
  /** The port of whoever asks for any. */
  public static final int FREE_PORT = 40_000;

  private final List<FakeGroup> groups = new ArrayList<>();
  private final List<FakeSocket> singles = new ArrayList<>();
  private final Set<Long> surviving = new HashSet<>();
  private final Map<ListenAddress, Integer> refused = new HashMap<>();

  /** Nothing can be opened there from now on. */
  public synchronized void refuses(ListenAddress address, int errno) {
    refused.put(address, errno);
  }

  public synchronized FakeGroup group(int number) {
    return groups.get(number);
  }

  public synchronized int groups() {
    return groups.size();
  }

  public synchronized FakeSocket single(int number) {
    return singles.get(number);
  }

  @Override
  public synchronized SocketResult<SocketGroup> group(ListenAddress.Tcp address, int backlog) {
    var errno = refused.get(address);
    if (errno != null) {
      return new SocketResult.Refused<>(errno, "cannot listen on port " + address.port());
    }
    int port = address.port() == 0 ? FREE_PORT + groups.size() : address.port();
    var group = new FakeGroup(new ListenAddress.Tcp(address.host(), port, address.onlyV6()));
    groups.add(group);
    return new SocketResult.Opened<>(group);
  }

  /** Sockets that children of an earlier daemon still have. */
  public synchronized void survives(long inode) {
    surviving.add(inode);
  }

  @Override
  public synchronized SocketResult<FormerGroup> takeOver(
      ListenAddress.Tcp address, List<Long> inodes, Collection<ProcessId> holders) {
    var group = new FakeGroup(address);
    groups.add(group);
    var found = new HashMap<Long, BoundSocket>();
    inodes.stream().filter(surviving::contains).forEach(inode -> found.put(inode, group.joined()));
    return new SocketResult.Opened<>(new FormerGroup(group, found));
  }

  @Override
  public synchronized Optional<BoundSocket> takeOver(
      ListenAddress address, long inode, Collection<ProcessId> holders) {
    if (!surviving.contains(inode)) {
      return Optional.empty();
    }
    var socket = new FakeSocket(address);
    singles.add(socket);
    return Optional.of(socket);
  }

  @Override
  public synchronized SocketResult<BoundSocket> single(ListenAddress address, int backlog) {
    var errno = refused.get(address);
    if (errno != null) {
      return new SocketResult.Refused<>(errno, "cannot listen on " + address);
    }
    var socket = new FakeSocket(address);
    singles.add(socket);
    return new SocketResult.Opened<>(socket);
  }

  @Override
  public SocketResult<NotifySocket> notifySocket(
      String name, @Nullable String user, Consumer<String> taker) {
    throw new UnsupportedOperationException();
  }

  /** Sockets at one port. */
  public static final class FakeGroup implements SocketGroup {
    private final ListenAddress.Tcp address;
    private final List<FakeSocket> members = new ArrayList<>();
    private Set<BoundSocket> favoured = Set.of();
    private boolean closed;

    FakeGroup(ListenAddress.Tcp address) {
      this.address = address;
    }

    /** In the order they were added, also those that were removed. */
    public synchronized FakeSocket member(int number) {
      return members.get(number);
    }

    public synchronized int members() {
      return members.size();
    }

    public synchronized Set<BoundSocket> favoured() {
      return favoured;
    }

    public synchronized boolean isClosed() {
      return closed;
    }

    @Override
    public ListenAddress.Tcp address() {
      return address;
    }

    @Override
    public synchronized SocketResult<BoundSocket> add() {
      return new SocketResult.Opened<>(joined());
    }

    private synchronized FakeSocket joined() {
      var socket = new FakeSocket(address);
      members.add(socket);
      return socket;
    }

    @Override
    public synchronized List<BoundSocket> inOrder() {
      return List.copyOf(members);
    }

    @Override
    public synchronized void steerTo(Set<BoundSocket> wanted) {
      favoured = Set.copyOf(wanted);
    }

    @Override
    public synchronized void remove(BoundSocket member) {
      member.close();
    }

    @Override
    public synchronized void close() {
      closed = true;
      members.forEach(FakeSocket::close);
    }
  }

  /** One socket. */
  public static final class FakeSocket implements BoundSocket {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final ListenAddress address;
    private @Nullable Consumer<Handle> taker;
    private boolean closed;

    public FakeSocket(ListenAddress address) {
      this.address = address;
    }

    /** A client's connection, which the daemon accepts if it does so now. */
    public FakeConnection connects() {
      var connection = new FakeConnection();
      var current = taker();
      if (current != null) {
        current.accept(connection);
      }
      return connection;
    }

    public synchronized boolean isClosed() {
      return closed;
    }

    public synchronized boolean isAccepting() {
      return taker != null;
    }

    private synchronized @Nullable Consumer<Handle> taker() {
      return taker;
    }

    @Override
    public ListenAddress address() {
      return address;
    }

    @Override
    public OptionalLong inode() {
      return OptionalLong.of(number);
    }

    @Override
    public synchronized void accept(Consumer<Handle> newTaker) {
      taker = newTaker;
    }

    @Override
    public synchronized void stopAccepting() {
      taker = null;
    }

    @Override
    public synchronized void close() {
      closed = true;
    }
  }

  /** The daemon's end of an accepted connection. */
  public static final class FakeConnection implements Handle {
    private volatile boolean closed;

    public boolean isClosed() {
      return closed;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
