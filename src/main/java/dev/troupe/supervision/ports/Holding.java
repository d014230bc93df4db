package dev.troupe.supervision.ports;

import static java.util.stream.Collectors.toSet;

import dev.troupe.os.BoundSocket;
import dev.troupe.os.ListenAddress;
import dev.troupe.os.SocketGroup;
import dev.troupe.os.SocketResult;
import dev.troupe.os.Sockets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The open sockets at one place, by seat. */
sealed interface Holding {

  /** With the real port. */
  ListenAddress address();

  /** All of them that the next daemon can find again. */
  List<SavedPlace.Socket> sockets();

  /** Which of its sockets is meant where all may be wanted. */
  Seat seatFor(Seat wanted);

  /** Null if it has none there. */
  @Nullable BoundSocket at(Seat seat);

  /** With a socket at this seat. */
  SocketResult<Holding> with(Seat seat);

  /** Closes what it has there. */
  Holding without(Seat seat);

  /** Only these get new connections; if it is none or all, all do. */
  void steerTo(Set<Seat> seats);

  void close();

  private static Stream<SavedPlace.Socket> saved(@Nullable Seat seat, BoundSocket socket) {
    var inode = socket.inode();
    return seat == null || inode.isEmpty()
        ? Stream.empty()
        : Stream.of(new SavedPlace.Socket(seat, inode.getAsLong()));
  }

  /** Opens a socket. */
  static SocketResult<Holding> open(
      Sockets sockets, ListenAddress address, int backlog, Seat seat) {
    return switch (address) {
      case ListenAddress.Tcp tcp ->
          switch (sockets.group(tcp, backlog)) {
            case SocketResult.Refused<SocketGroup>(int errno, var message) ->
                new SocketResult.Refused<>(errno, message);
            case SocketResult.Opened<SocketGroup>(var group) ->
                firstOf(new Group(group, Map.of()), seat);
          };
      case ListenAddress.Udp _, ListenAddress.Unix _ ->
          switch (sockets.single(address, backlog)) {
            case SocketResult.Refused<BoundSocket>(int errno, var message) ->
                new SocketResult.Refused<>(errno, message);
            case SocketResult.Opened<BoundSocket>(var socket) ->
                new SocketResult.Opened<>(new Single(socket, seat));
          };
    };
  }

  private static SocketResult<Holding> firstOf(Group group, Seat seat) {
    var result = group.with(seat);
    if (result instanceof SocketResult.Refused<Holding>) {
      group.close();
    }
    return result;
  }

  /** TCP: a socket for each seat. */
  record Group(SocketGroup group, Map<Seat, BoundSocket> members) implements Holding {
    public Group {
      members = Map.copyOf(members);
    }

    @Override
    public ListenAddress address() {
      return group.address();
    }

    @Override
    public List<SavedPlace.Socket> sockets() {
      var seats = new HashMap<BoundSocket, Seat>();
      members.forEach((seat, socket) -> seats.put(socket, seat));
      return group.inOrder().stream().flatMap(socket -> saved(seats.get(socket), socket)).toList();
    }

    @Override
    public Seat seatFor(Seat wanted) {
      return wanted;
    }

    @Override
    public @Nullable BoundSocket at(Seat seat) {
      return members.get(seat);
    }

    @Override
    public SocketResult<Holding> with(Seat seat) {
      if (members.containsKey(seat)) {
        return new SocketResult.Opened<>(this);
      }
      return switch (group.add()) {
        case SocketResult.Refused<BoundSocket>(int errno, var message) ->
            new SocketResult.Refused<>(errno, message);
        case SocketResult.Opened<BoundSocket>(var socket) -> {
          var more = new HashMap<>(members);
          more.put(seat, socket);
          yield new SocketResult.Opened<>(new Group(group, more));
        }
      };
    }

    @Override
    public Holding without(Seat seat) {
      var fewer = new HashMap<>(members);
      var socket = fewer.remove(seat);
      if (socket != null) {
        socket.stopAccepting();
        group.remove(socket);
      }
      return new Group(group, fewer);
    }

    @Override
    public void steerTo(Set<Seat> seats) {
      var all = members.keySet().equals(seats);
      group.steerTo(
          members.entrySet().stream()
              .filter(member -> !all && seats.contains(member.getKey()))
              .map(Map.Entry::getValue)
              .collect(toSet()));
    }

    @Override
    public void close() {
      members.values().forEach(BoundSocket::stopAccepting);
      group.close();
    }
  }

  /** A path or UDP port: one socket for all, whose seat is that of the first who wanted it. */
  record Single(BoundSocket socket, Seat seat) implements Holding {
    @Override
    public ListenAddress address() {
      return socket.address();
    }

    @Override
    public List<SavedPlace.Socket> sockets() {
      return saved(seat, socket).toList();
    }

    @Override
    public Seat seatFor(Seat wanted) {
      return seat;
    }

    @Override
    public @Nullable BoundSocket at(Seat wanted) {
      return seat.equals(wanted) ? socket : null;
    }

    @Override
    public SocketResult<Holding> with(Seat wanted) {
      return new SocketResult.Opened<>(this);
    }

    @Override
    public Holding without(Seat wanted) {
      return this;
    }

    @Override
    public void steerTo(Set<Seat> seats) {}

    @Override
    public void close() {
      socket.stopAccepting();
      socket.close();
    }
  }
}
