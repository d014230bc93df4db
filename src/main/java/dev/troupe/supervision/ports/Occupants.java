package dev.troupe.supervision.ports;

import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who uses which socket at one place, and what follows for the sockets.
 *
 * @param leases of instances
 * @param seats of all open sockets
 */
record Occupants(Map<Tenant, Lease> leases, Set<Seat> seats) {
  static final Occupants NONE = new Occupants(Map.of(), Set.of());

  /** How far an instance's child is with a socket, the most wanted to accept first. */
  enum Stage {
    /** It accepts. */
    ACCEPTING,
    /** It accepts but will soon end. */
    FADING,
    /** It has the socket and will accept. */
    STARTING,
    /** It has ended and another child will follow. */
    RETURNING,
    /** It does not accept any more and will soon end. */
    LEAVING
  }

  /**
   * An instance's use of a socket.
   *
   * @param takes whether connections can be handed to its child; if not, it has inherited the
   *     socket
   */
  record Lease(Seat seat, Stage stage, boolean takes) {
    Lease at(Seat other) {
      return new Lease(other, stage, takes);
    }

    Lease at(Stage next) {
      return new Lease(seat, next, takes);
    }

    boolean accepts() {
      return stage == Stage.ACCEPTING || stage == Stage.FADING;
    }

    boolean accepts(Seat from) {
      return accepts() && seat.equals(from);
    }
  }

  Occupants {
    leases = Map.copyOf(leases);
    seats = Set.copyOf(seats);
  }

  boolean isEmpty() {
    return leases.isEmpty();
  }

  Occupants with(Tenant tenant, Lease lease) {
    var all = new HashMap<>(leases);
    all.put(tenant, lease);
    var more = new HashSet<>(seats);
    more.add(lease.seat());
    return new Occupants(all, more);
  }

  Occupants without(Seat seat) {
    var fewer = new HashSet<>(seats);
    fewer.remove(seat);
    return new Occupants(leases, fewer);
  }

  /** Its child accepts now. */
  Occupants accepting(Tenant tenant) {
    return changed(
        tenant,
        lease ->
            switch (lease.stage()) {
              case STARTING, RETURNING, ACCEPTING -> lease.at(Stage.ACCEPTING);
              case FADING, LEAVING -> lease.at(Stage.FADING);
            });
  }

  /** Its child will end, and others are to be preferred to it. */
  Occupants retiring(Tenant tenant) {
    return changed(
        tenant,
        lease ->
            switch (lease.stage()) {
              case ACCEPTING, FADING -> lease.at(Stage.FADING);
              case STARTING, RETURNING, LEAVING -> lease.at(Stage.LEAVING);
            });
  }

  /** Its child has closed the server; the socket is not its any more unless the child is ending. */
  Occupants closed(Tenant tenant) {
    return changed(
        tenant,
        lease ->
            switch (lease.stage()) {
              case STARTING, ACCEPTING -> null;
              case FADING, LEAVING -> lease.at(Stage.LEAVING);
              case RETURNING -> lease;
            });
  }

  /** Its child has ended. */
  Occupants ended(Tenant tenant, boolean isReturning) {
    return changed(tenant, lease -> isReturning ? lease.at(Stage.RETURNING) : null);
  }

  /** Its new child has not asked for the socket that the last one had. */
  Occupants notReturned(Tenant tenant) {
    return changed(tenant, lease -> lease.stage() == Stage.RETURNING ? null : lease);
  }

  /** Its child was not given the socket that the last one had inherited. */
  Occupants notInherited(Tenant tenant) {
    return changed(tenant, lease -> lease.takes() ? lease : null);
  }

  /** Whether its child has the socket, or will have as soon as it is told so. */
  boolean isOpenFor(Tenant tenant) {
    var lease = leases.get(tenant);
    return lease != null && (lease.accepts() || lease.stage() == Stage.STARTING);
  }

  /** Whether it can be handed connections, now or later. */
  boolean isTaker(Tenant tenant) {
    var lease = leases.get(tenant);
    return lease != null && lease.takes();
  }

  boolean isReturning(Tenant tenant) {
    var lease = leases.get(tenant);
    return lease != null && lease.stage() == Stage.RETURNING;
  }

  /** Those who can be handed connections, without the ones that are about to end if possible. */
  Set<Tenant> takers() {
    var best = takersAt(Stage.ACCEPTING);
    return best.isEmpty() ? takersAt(Stage.FADING) : best;
  }

  Arrangement arrangement() {
    boolean canHandOver = !takers().isEmpty();
    boolean isServed = leases.values().stream().anyMatch(Lease::accepts);
    var handedOver = canHandOver ? seatsThat(seat -> !isServedByItself(seat)) : Set.<Seat>of();
    var nobodys = seatsThat(seat -> leases.values().stream().noneMatch(l -> l.seat().equals(seat)));
    return new Arrangement(
        favoured(),
        handedOver,
        isServed && !canHandOver ? nobodys : Set.of(),
        canHandOver ? nobodys : Set.of());
  }

  /** Those with the best prospects of being accepted from. */
  private Set<Seat> favoured() {
    var best = leases.values().stream().map(Lease::stage).min(Stage::compareTo);
    if (best.isEmpty() || best.get() == Stage.LEAVING) {
      return seats;
    }
    return leases.values().stream()
        .filter(lease -> isAsGood(lease.stage(), best.get()))
        .map(Lease::seat)
        .collect(toSet());
  }

  private static boolean isAsGood(Stage stage, Stage best) {
    return stage == best || (best == Stage.STARTING && stage == Stage.RETURNING);
  }

  private boolean isServedByItself(Seat seat) {
    return !(seat instanceof Seat.Dealt)
        && leases.values().stream().anyMatch(lease -> lease.accepts(seat));
  }

  private Set<Seat> seatsThat(Predicate<Seat> rule) {
    return seats.stream().filter(rule).collect(toSet());
  }

  private Set<Tenant> takersAt(Stage stage) {
    return leases.entrySet().stream()
        .filter(entry -> entry.getValue().takes() && entry.getValue().stage() == stage)
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  /** Nothing changes for who has no lease. */
  private Occupants changed(Tenant tenant, Change change) {
    var present = leases.get(tenant);
    var next = present == null ? null : change.apply(present);
    var all = new HashMap<>(leases);
    if (next == null) {
      all.remove(tenant);
    } else {
      all.put(tenant, next);
    }
    return new Occupants(all, seats);
  }

  /** What becomes of a lease; null if it ends. */
  private interface Change {
    @Nullable Lease apply(Lease lease);
  }
}
