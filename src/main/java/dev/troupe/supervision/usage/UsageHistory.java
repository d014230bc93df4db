package dev.troupe.supervision.usage;

import dev.troupe.model.Usage;
import dev.troupe.model.UsageSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** What each instance has used in the last hour, for charts. Forgets instances that are gone. */
public final class UsageHistory {
  private static final Duration KEPT = Duration.ofHours(1);

  /** An hour at a sample every 5 seconds: 9 KiB for an instance. */
  private static final int MOST_SAMPLES = 720;

  public sealed interface Command {}

  /** An instance; its id alone may be given to another app's later. */
  public record Subject(long app, int id) {}

  /**
   * A measurement.
   *
   * @param usage of those that have a child
   * @param known all instances; others are forgotten
   */
  public record Sampled(Map<Subject, Usage> usage, Set<Subject> known) implements Command {
    public Sampled {
      usage = Map.copyOf(usage);
      known = Set.copyOf(known);
    }
  }

  /** Asks for the past of some instances. */
  public record Recall(List<Subject> instances, ActorRef<Past> replyTo) implements Command {
    public Recall {
      instances = List.copyOf(instances);
    }
  }

  /** The past of those that have one, in the order that was asked for. */
  public record Past(List<UsageSeries> instances) {
    public Past {
      instances = List.copyOf(instances);
    }
  }

  private final InstantSource clock;
  private final Map<Subject, UsageRing> rings = new HashMap<>();

  private UsageHistory(InstantSource clock) {
    this.clock = clock;
  }

  public static Behavior<Command> create(InstantSource clock) {
    return Behaviors.setup(_ -> new UsageHistory(clock).behavior());
  }

  private Behavior<Command> behavior() {
    return Behaviors.receiveMessage(
        command -> {
          switch (command) {
            case Sampled(var usage, var known) -> {
              rings.keySet().retainAll(known);
              add(clock.instant(), usage);
            }
            case Recall(var instances, var replyTo) -> replyTo.tell(past(instances));
          }
          return Behaviors.same();
        });
  }

  private void add(Instant now, Map<Subject, Usage> usage) {
    usage.forEach(
        (subject, used) ->
            rings.computeIfAbsent(subject, _ -> new UsageRing(MOST_SAMPLES)).add(now, used));
  }

  private Past past(List<Subject> instances) {
    var from = clock.instant().minus(KEPT);
    return new Past(instances.stream().flatMap(one -> series(one, from)).toList());
  }

  private Stream<UsageSeries> series(Subject subject, Instant from) {
    return Stream.ofNullable(rings.get(subject)).map(ring -> ring.since(subject.id(), from));
  }
}
