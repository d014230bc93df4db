package dev.troupe.supervision.ports;

import static java.util.stream.Collectors.toMap;

import dev.troupe.os.BoundSocket;
import dev.troupe.os.ListenAddress;
import dev.troupe.os.ProcessId;
import dev.troupe.os.SocketResult;
import dev.troupe.os.Sockets;
import dev.troupe.supervision.ports.Occupants.Lease;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier daemon had open: it is opened again, the very sockets as far as a child has them.
 *
 * @param holders children of that daemon that live
 */
public record FormerPlaces(List<SavedPlace> places, List<ProcessId> holders) {
  /** There was no earlier daemon, or it had nothing open. */
  public static final FormerPlaces NONE = new FormerPlaces(List.of(), List.of());

  private static final Logger LOG = LoggerFactory.getLogger(FormerPlaces.class);

  /** The kernel allows less as it likes. */
  private static final int BACKLOG = 4096;

  public FormerPlaces {
    places = List.copyOf(places);
    holders = List.copyOf(holders);
  }

  /** By key. Blocks. */
  Map<String, OpenPlace> takeOver(Sockets sockets) {
    var opened = new HashMap<String, OpenPlace>();
    for (var saved : places) {
      open(sockets, saved).ifPresent(place -> opened.put(place.key(), place));
    }
    return opened;
  }

  private Optional<OpenPlace> open(Sockets sockets, SavedPlace saved) {
    return switch (holding(sockets, saved)) {
      case SocketResult.Opened<Holding>(var holding) -> Optional.of(place(saved, holding));
      case SocketResult.Refused<Holding>(_, var message) -> {
        LOG.error("{} is lost with the last daemon: it {}", saved.place().key(), message);
        yield Optional.empty();
      }
    };
  }

  private SocketResult<Holding> holding(Sockets sockets, SavedPlace saved) {
    return switch (saved.address()) {
      case ListenAddress.Tcp tcp -> group(sockets, saved, tcp);
      case ListenAddress.Udp _, ListenAddress.Unix _ -> single(sockets, saved);
    };
  }

  private SocketResult<Holding> group(
      Sockets sockets, SavedPlace saved, ListenAddress.Tcp address) {
    var inodes = saved.sockets().stream().map(SavedPlace.Socket::inode).toList();
    return switch (sockets.takeOver(address, inodes, holders)) {
      case SocketResult.Refused(int errno, var message) ->
          new SocketResult.Refused<>(errno, message);
      case SocketResult.Opened(var former) -> {
        var members = members(saved, former.members());
        yield new SocketResult.Opened<>(new Holding.Group(former.group(), members));
      }
    };
  }

  private static Map<Seat, BoundSocket> members(SavedPlace saved, Map<Long, BoundSocket> found) {
    return saved.sockets().stream()
        .filter(socket -> found.containsKey(socket.inode()))
        .collect(toMap(SavedPlace.Socket::seat, socket -> found.get(socket.inode())));
  }

  private SocketResult<Holding> single(Sockets sockets, SavedPlace saved) {
    for (var socket : saved.sockets()) {
      var found = sockets.takeOver(saved.address(), socket.inode(), holders);
      if (found.isPresent()) {
        return new SocketResult.Opened<>(new Holding.Single(found.get(), socket.seat()));
      }
    }
    return Holding.open(sockets, saved.address(), BACKLOG, seat(saved));
  }

  /** The only one at a path or UDP port. */
  private static Seat seat(SavedPlace saved) {
    return saved.uses().stream()
        .findFirst()
        .map(use -> use.lease().seat())
        .orElse(new Seat.Shared());
  }

  /** Whose socket is lost gets another, so that nobody is refused who connects meanwhile. */
  private static OpenPlace place(SavedPlace saved, Holding found) {
    var holding = found;
    var leases = new HashMap<Tenant, Lease>();
    var seats = new HashSet<Seat>();
    for (var use : saved.uses()) {
      var seat = holding.seatFor(use.lease().seat());
      if (holding.with(seat) instanceof SocketResult.Opened<Holding>(var more)) {
        holding = more;
        seats.add(seat);
        leases.put(use.tenant(), use.lease().at(seat));
      }
    }
    return new OpenPlace(
        saved.place(),
        holding,
        new Occupants(leases, seats),
        Traffic.NONE,
        saved.data(),
        OpenPlace.Steering.TO_ALL,
        Set.of());
  }
}
