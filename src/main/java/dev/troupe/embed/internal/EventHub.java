package dev.troupe.embed.internal;

import dev.troupe.model.Event;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;

/** Brings every event to every subscriber, each with a buffer of its own. Thread-safe. */
final class EventHub {
  private final int waiting;
  private final Set<SourceQueueWithComplete<Event>> subscribers = ConcurrentHashMap.newKeySet();

  /**
   * @param waiting events that may wait for one subscriber; of more the oldest are dropped
   */
  EventHub(int waiting) {
    this.waiting = waiting;
  }

  /** What is announced after it has been run. */
  Source<Event, NotUsed> source() {
    return Source.<Event>queue(waiting, OverflowStrategy.dropHead())
        .mapMaterializedValue(
            queue -> {
              subscribers.add(queue);
              queue.watchCompletion().whenComplete((_, _) -> subscribers.remove(queue));
              return NotUsed.getInstance();
            });
  }

  void announce(Event event) {
    subscribers.forEach(queue -> queue.offer(event));
  }

  /** Ends all streams, after what waits in them. */
  void close() {
    subscribers.forEach(SourceQueueWithComplete::complete);
  }
}
