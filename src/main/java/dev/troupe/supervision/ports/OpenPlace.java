package dev.troupe.supervision.ports;

import dev.troupe.os.BoundSocket;
import dev.troupe.os.Handle;
import dev.troupe.os.SocketResult;
import dev.troupe.os.Sockets;
import dev.troupe.supervision.ports.Occupants.Lease;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * A place with its sockets, who uses them, and the connections under way.
 *
 * @param data of the first worker that listened, as JSON; null as long as none has
 * @param steering what the kernel was told
 * @param accepting seats from which the daemon accepts
 */
record OpenPlace(
    Place place,
    Holding holding,
    Occupants occupants,
    Traffic traffic,
    @Nullable String data,
    Steering steering,
    Set<Seat> accepting) {

  /** Which of the sockets get new connections. */
  record Steering(Set<Seat> favoured, Set<Seat> seats) {
    static final Steering TO_ALL = new Steering(Set.of(), Set.of());

    boolean isNeeded() {
      return !favoured.containsAll(seats);
    }
  }

  OpenPlace {
    accepting = Set.copyOf(accepting);
  }

  /** With a socket at this seat, or the only one there is. */
  static SocketResult<OpenPlace> open(Sockets sockets, Place place, int backlog, Seat seat) {
    return switch (Holding.open(sockets, place.address(), backlog, seat)) {
      case SocketResult.Refused<Holding>(int errno, var message) ->
          new SocketResult.Refused<>(errno, message);
      case SocketResult.Opened<Holding>(var holding) ->
          new SocketResult.Opened<>(
              new OpenPlace(
                  place, holding, Occupants.NONE, Traffic.NONE, null, Steering.TO_ALL, Set.of()));
    };
  }

  /** Whether there is a difference that the next daemon has to know. */
  static boolean differs(Map<String, OpenPlace> before, Map<String, OpenPlace> after) {
    return !before.keySet().equals(after.keySet())
        || !before.values().stream().allMatch(place -> place.isLike(after.get(place.key())));
  }

  private boolean isLike(@Nullable OpenPlace other) {
    return other != null
        && occupants.equals(other.occupants)
        && holding.equals(other.holding)
        && Objects.equals(data, other.data);
  }

  /** As a worker has it that has listened under an earlier daemon. */
  ForWorker.Resumed.Server asServer() {
    int index = place instanceof Place.AnyPort any ? any.index() : 0;
    return new ForWorker.Resumed.Server(
        key(), place.address(), index, holding.address(), data == null ? "null" : data);
  }

  String key() {
    return place.key();
  }

  /** With a socket at this seat, or the only one there is. */
  SocketResult<OpenPlace> with(Seat seat) {
    return switch (holding.with(holding.seatFor(seat))) {
      case SocketResult.Refused<Holding>(int errno, var message) ->
          new SocketResult.Refused<>(errno, message);
      case SocketResult.Opened<Holding>(var more) ->
          new SocketResult.Opened<>(
              new OpenPlace(place, more, occupants, traffic, data, steering, accepting));
    };
  }

  Seat seatFor(Seat wanted) {
    return holding.seatFor(wanted);
  }

  BoundSocket socketAt(Seat seat) {
    return Objects.requireNonNull(holding.at(seat), () -> key() + " has no socket at " + seat);
  }

  boolean isOpenFor(Tenant tenant, ActorRef<ForWorker> worker) {
    return occupants.isOpenFor(tenant) && traffic.goesTo(tenant, worker);
  }

  /** A worker that will accept. */
  OpenPlace admit(Tenant tenant, Seat seat, ActorRef<ForWorker> worker, String workersData) {
    var lease = new Lease(seat, Occupants.Stage.STARTING, true);
    return new OpenPlace(
        place,
        holding,
        occupants.with(tenant, lease),
        traffic.with(tenant, worker),
        data == null ? workersData : data,
        steering,
        accepting);
  }

  /** A child that inherits the socket; it counts as accepting at once. */
  OpenPlace admit(Tenant tenant, Seat seat) {
    var lease = new Lease(seat, Occupants.Stage.ACCEPTING, false);
    return occupied(before -> before.with(tenant, lease));
  }

  OpenPlace occupied(UnaryOperator<Occupants> change) {
    return new OpenPlace(
        place, holding, change.apply(occupants), traffic, data, steering, accepting);
  }

  OpenPlace moved(UnaryOperator<Traffic> change) {
    return new OpenPlace(
        place, holding, occupants, change.apply(traffic), data, steering, accepting);
  }

  /** The child of this tenant has ended. */
  OpenPlace ended(Tenant tenant, boolean isReturning) {
    return occupied(before -> before.ended(tenant, isReturning))
        .moved(before -> before.without(tenant));
  }

  /**
   * Does to the sockets what follows from their use.
   *
   * @param taker gets what the daemon accepts
   */
  OpenPlace arranged(Consumer<Handle> taker) {
    return withoutSurplus().dealt().steered().accepting(taker);
  }

  /** Closes a socket that nobody has. */
  OpenPlace without(Seat seat) {
    var rest = new HashSet<>(accepting);
    rest.remove(seat);
    return new OpenPlace(
        place, holding.without(seat), occupants.without(seat), traffic, data, steering, rest);
  }

  void close() {
    traffic.close();
    holding.close();
  }

  private OpenPlace withoutSurplus() {
    var fewer = this;
    for (var seat : occupants.arrangement().surplus()) {
      fewer = fewer.without(seat);
    }
    return fewer;
  }

  private OpenPlace dealt() {
    return traffic.waiting().isEmpty()
        ? this
        : moved(before -> before.dealt(key(), occupants.takers()));
  }

  private OpenPlace steered() {
    var wanted = new Steering(occupants.arrangement().favoured(), occupants.seats());
    if (wanted.equals(steering)) {
      return this;
    }
    if (wanted.isNeeded() || steering.isNeeded()) {
      holding.steerTo(wanted.favoured());
    }
    return new OpenPlace(place, holding, occupants, traffic, data, wanted, accepting);
  }

  private OpenPlace accepting(Consumer<Handle> taker) {
    boolean hasRoom = traffic.hasRoom(!accepting.isEmpty());
    var wanted = hasRoom ? occupants.arrangement().handedOver() : Set.<Seat>of();
    for (var seat : accepting) {
      if (!wanted.contains(seat)) {
        socketAt(seat).stopAccepting();
      }
    }
    for (var seat : wanted) {
      if (!accepting.contains(seat)) {
        socketAt(seat).accept(taker);
      }
    }
    return new OpenPlace(place, holding, occupants, traffic, data, steering, wanted);
  }
}
