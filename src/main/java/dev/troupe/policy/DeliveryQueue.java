package dev.troupe.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * What waits to be delivered, the oldest first. The first one is under way.
 *
 * @param dropped how many were left out for lack of room since the last delivery
 */
public record DeliveryQueue<T>(List<T> waiting, long dropped) {
  /** What may wait for one receiver. */
  public static final int MOST = 500;

  public DeliveryQueue {
    waiting = List.copyOf(waiting);
  }

  public static <T> DeliveryQueue<T> empty() {
    return new DeliveryQueue<>(List.of(), 0);
  }

  public boolean isEmpty() {
    return waiting.isEmpty();
  }

  public T first() {
    return waiting.getFirst();
  }

  /** With one more. If there is no room the oldest that is not under way is left out. */
  public DeliveryQueue<T> and(T one) {
    var more = new ArrayList<>(waiting);
    more.add(one);
    boolean isFull = waiting.size() == MOST;
    if (isFull) {
      more.remove(1);
    }
    return new DeliveryQueue<>(more, isFull ? dropped + 1 : dropped);
  }

  /** With this in place of the first one. */
  public DeliveryQueue<T> with(T first) {
    var changed = new ArrayList<>(waiting);
    changed.set(0, first);
    return new DeliveryQueue<>(changed, dropped);
  }

  /**
   * Without the first one.
   *
   * @param dropped how many are still to be told as left out
   */
  public DeliveryQueue<T> rest(long dropped) {
    return new DeliveryQueue<>(waiting.subList(1, waiting.size()), dropped);
  }
}
