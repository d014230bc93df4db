package dev.troupe.supervision.ports;

import java.util.Set;

/**
 * What is to be done with the sockets at one place.
 *
 * @param favoured those that are to get new connections
 * @param handedOver those from which the daemon is to accept for others
 * @param surplus those that nobody has any longer and nothing can be handed over from: to be closed
 * @param surplusLater those that nobody has any longer: to be closed once handed over
 */
record Arrangement(
    Set<Seat> favoured, Set<Seat> handedOver, Set<Seat> surplus, Set<Seat> surplusLater) {
  Arrangement {
    favoured = Set.copyOf(favoured);
    handedOver = Set.copyOf(handedOver);
    surplus = Set.copyOf(surplus);
    surplusLater = Set.copyOf(surplusLater);
  }
}
