package dev.troupe.embed.internal;

import dev.troupe.embed.Followed;
import dev.troupe.model.Event;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;

/** Brings every event to every follower, each with a backlog of its own. Thread-safe. */
final class EventHub {
  private final int waiting;
  private final Set<Backlog<Event>> followers = ConcurrentHashMap.newKeySet();

  /**
   * @param waiting events that may wait for one follower
   */
  EventHub(int waiting) {
    this.waiting = waiting;
  }

  /** What is announced from now on, for one follower; to be run. */
  Source<Followed<Event>, NotUsed> source() {
    var backlog = new Backlog<Event>(waiting);
    followers.add(backlog);
    return Source.unfoldAsync(
            backlog,
            from -> from.next().thenApply(next -> next.map(item -> Pair.create(from, item))))
        .watchTermination(
            (_, end) -> {
              end.whenComplete((_, _) -> followers.remove(backlog));
              return NotUsed.getInstance();
            });
  }

  void announce(Event event) {
    followers.forEach(backlog -> backlog.offer(event));
  }

  /** Ends all streams, after what waits in them. */
  void close() {
    followers.forEach(Backlog::close);
  }
}
