package dev.troupe.supervision.ports;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to be handed a connection: each in order of slots, unless too many are already
 * on their way to it.
 *
 * @param unanswered connections that are on their way; who has none is missing
 * @param last who had the last turn; null at first
 */
record Rotation(Map<Tenant, Integer> unanswered, @Nullable Tenant last) {
  /** A busy worker takes connections in time only if few wait for it alone. */
  static final int WINDOW = 16;

  static final Rotation START = new Rotation(Map.of(), null);

  private static final Comparator<Tenant> ORDER =
      comparingLong(Tenant::app)
          .thenComparingInt(Tenant::slot)
          .thenComparing(comparingInt(Tenant::generation));

  Rotation {
    unanswered = Map.copyOf(unanswered);
  }

  /** Empty if none of them has room. */
  Optional<Tenant> next(Collection<Tenant> takers) {
    var open = takers.stream().filter(this::hasRoom).sorted(ORDER).toList();
    return open.stream()
        .filter(taker -> last == null || ORDER.compare(taker, last) > 0)
        .findFirst()
        .or(() -> open.stream().findFirst());
  }

  Rotation dealt(Tenant taker) {
    return new Rotation(counted(taker, 1), taker);
  }

  /** It has taken a connection, or given it back. */
  Rotation answered(Tenant taker) {
    return new Rotation(counted(taker, -1), last);
  }

  /** Nothing is on its way to it any longer. */
  Rotation forgotten(Tenant taker) {
    var fewer = new HashMap<>(unanswered);
    fewer.remove(taker);
    return new Rotation(fewer, last);
  }

  private boolean hasRoom(Tenant taker) {
    return unanswered.getOrDefault(taker, 0) < WINDOW;
  }

  private Map<Tenant, Integer> counted(Tenant taker, int difference) {
    var counts = new HashMap<>(unanswered);
    int count = counts.getOrDefault(taker, 0) + difference;
    if (count > 0) {
      counts.put(taker, count);
    } else {
      counts.remove(taker);
    }
    return counts;
  }
}
