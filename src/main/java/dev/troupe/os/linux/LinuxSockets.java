package dev.troupe.os.linux;

import dev.troupe.os.BoundSocket;
import dev.troupe.os.ChildFiles;
import dev.troupe.os.FormerGroup;
import dev.troupe.os.ListenAddress;
import dev.troupe.os.NotifySocket;
import dev.troupe.os.ProcessId;
import dev.troupe.os.SocketGroup;
import dev.troupe.os.SocketResult;
import dev.troupe.os.Sockets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sockets by Linux' own calls. */
final class LinuxSockets implements Sockets {
  private final EventLoop loop;
  private final ChildFiles files;

  /**
   * Opens nothing yet.
   *
   * @param files where notify sockets lie
   */
  LinuxSockets(EventLoop loop, ChildFiles files) {
    this.loop = loop;
    this.files = files;
  }

  @Override
  public SocketResult<SocketGroup> group(ListenAddress.Tcp address, int backlog) {
    return PortGroup.open(loop, address, backlog);
  }

  @Override
  public SocketResult<FormerGroup> takeOver(
      ListenAddress.Tcp address, List<Long> inodes, Collection<ProcessId> holders) {
    var held = HeldSockets.of(holders);
    var found = new LinkedHashMap<Long, Integer>();
    inodes.forEach(inode -> held.take(inode).ifPresent(fd -> found.put(inode, fd)));
    return PortGroup.takeOver(loop, address, found, found.size() == inodes.size());
  }

  @Override
  public Optional<BoundSocket> takeOver(
      ListenAddress address, long inode, Collection<ProcessId> holders) {
    return HeldSockets.of(holders)
        .take(inode)
        .map(
            fd ->
                new LinuxSocket(
                    loop,
                    fd,
                    address,
                    _ -> {
                      if (address instanceof ListenAddress.Unix(var path)) {
                        SocketFile.unlink(path);
                      }
                    }));
  }

  @Override
  public SocketResult<BoundSocket> single(ListenAddress address, int backlog) {
    return switch (address) {
      case ListenAddress.Tcp tcp -> tcp(tcp, backlog);
      case ListenAddress.Udp udp -> udp(udp);
      case ListenAddress.Unix unix -> unix(unix, backlog);
    };
  }

  @Override
  public SocketResult<NotifySocket> notifySocket(
      String name, @Nullable String user, Consumer<String> taker) {
    return LinuxNotifySocket.open(loop, files, name, user, taker);
  }

  private SocketResult<BoundSocket> tcp(ListenAddress.Tcp tcp, int backlog) {
    var outcome =
        Place.first(
            Place.of(tcp),
            place ->
                SocketFile.listening(
                    place.bind(SocketCalls.STREAM, SocketCalls.SO_REUSEADDR), backlog));
    return switch (outcome) {
      case Place.NoLiteral _ -> Refusal.noLiteral(tcp);
      case Place.Failed(int errno) -> Refusal.of(tcp, errno);
      case Place.Bound(var place, int fd) ->
          opened(fd, new ListenAddress.Tcp(tcp.host(), place.port(), tcp.onlyV6()));
    };
  }

  private SocketResult<BoundSocket> udp(ListenAddress.Udp udp) {
    return switch (Place.first(Place.of(udp), place -> place.bind(SocketCalls.DATAGRAM))) {
      case Place.NoLiteral _ -> Refusal.noLiteral(udp);
      case Place.Failed(int errno) -> Refusal.of(udp, errno);
      case Place.Bound(var place, int fd) ->
          opened(fd, new ListenAddress.Udp(udp.host(), place.port(), udp.isV6(), udp.onlyV6()));
    };
  }

  private SocketResult<BoundSocket> unix(ListenAddress.Unix unix, int backlog) {
    if (!SocketAddressLayout.fits(unix.path())) {
      return Refusal.pathTooLong(unix.path());
    }
    int fd = SocketFile.listen(unix.path(), backlog);
    if (fd < 0) {
      return Refusal.of(unix, -fd);
    }
    return new SocketResult.Opened<>(
        new LinuxSocket(loop, fd, unix, _ -> SocketFile.unlink(unix.path())));
  }

  private SocketResult<BoundSocket> opened(int fd, ListenAddress address) {
    return new SocketResult.Opened<>(new LinuxSocket(loop, fd, address, _ -> {}));
  }
}
