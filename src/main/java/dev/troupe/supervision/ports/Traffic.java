package dev.troupe.supervision.ports;

import dev.troupe.os.Handle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The connections at one place that the daemon has accepted, and the workers they go to.
 *
 * @param waiting the next first
 */
record Traffic(Rotation rotation, Map<Tenant, ActorRef<ForWorker>> workers, List<Arrival> waiting) {
  static final Traffic NONE = new Traffic(Rotation.START, Map.of(), List.of());

  /** From so many on the daemon stops accepting: further ones wait in the kernel. */
  static final int CROWD = 64;

  /** More are never held; they come in one burst before the daemon can stop. */
  private static final int LIMIT = 4096;

  /** A connection that so many workers did not want (server.maxConnections) is closed. */
  static final int REFUSALS = 8;

  /** An accepted connection, and how often it was given back. */
  record Arrival(Handle connection, int refusals) {}

  Traffic {
    workers = Map.copyOf(workers);
    waiting = List.copyOf(waiting);
  }

  boolean goesTo(Tenant tenant, ActorRef<ForWorker> worker) {
    return worker.equals(workers.get(tenant));
  }

  Traffic with(Tenant tenant, ActorRef<ForWorker> worker) {
    var all = new HashMap<>(workers);
    all.put(tenant, worker);
    return new Traffic(rotation.forgotten(tenant), all, waiting);
  }

  Traffic without(Tenant tenant) {
    var all = new HashMap<>(workers);
    all.remove(tenant);
    return new Traffic(rotation.forgotten(tenant), all, waiting);
  }

  Traffic answered(Tenant tenant) {
    return new Traffic(rotation.answered(tenant), workers, waiting);
  }

  /** With one more that waits; it is closed if there is no hope for it. */
  Traffic arrived(Arrival arrival) {
    if (arrival.refusals() >= REFUSALS || waiting.size() >= LIMIT) {
      arrival.connection().close();
      return this;
    }
    var more = new ArrayList<>(waiting);
    more.add(arrival);
    return new Traffic(rotation, workers, more);
  }

  /** Hands to these what they have room for. */
  Traffic dealt(String key, Set<Tenant> takers) {
    var rest = new ArrayList<>(waiting);
    var turns = rotation;
    for (var arrival : waiting) {
      var taker = turns.next(takers);
      var worker = taker.map(workers::get).orElse(null);
      if (taker.isEmpty() || worker == null) {
        break;
      }
      worker.tell(new ForWorker.Connection(key, arrival.connection(), arrival.refusals()));
      turns = turns.dealt(taker.get());
      rest.removeFirst();
    }
    return new Traffic(turns, workers, rest);
  }

  /**
   * Whether the daemon is to accept more.
   *
   * @param now whether it does
   */
  boolean hasRoom(boolean now) {
    return now ? waiting.size() < CROWD : waiting.isEmpty();
  }

  void close() {
    waiting.forEach(arrival -> arrival.connection().close());
  }
}
