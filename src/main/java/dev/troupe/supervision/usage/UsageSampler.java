package dev.troupe.supervision.usage;

import dev.troupe.model.MemoryShare;
import dev.troupe.model.Usage;
import dev.troupe.os.Family;
import dev.troupe.os.ProcessId;
import dev.troupe.os.UsageProbe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Measures children when asked; one look at a time, so that askers meanwhile share the next. */
public final class UsageSampler {

  public sealed interface Command {}

  /** Measures these process trees. */
  public record Measure(Collection<Family> trees, ActorRef<Measured> replyTo) implements Command {
    public Measure {
      trees = List.copyOf(trees);
    }
  }

  /**
   * Weighs the memory of instances.
   *
   * @param instances ids of them
   * @param trees of those that have a child, by id
   */
  public record Weigh(
      List<Integer> instances, Map<Integer, Family> trees, ActorRef<Weighed> replyTo)
      implements Command {
    public Weigh {
      instances = List.copyOf(instances);
      trees = Map.copyOf(trees);
    }
  }

  private record LookEnded(Measured measured, List<ActorRef<Measured>> askers) implements Command {}

  private record WeighingEnded(Weighed weighed, ActorRef<Weighed> replyTo) implements Command {}

  /** What those that still live use, by their roots. */
  public record Measured(Map<ProcessId, Usage> usage) {}

  /** The memory of each instance, in the order they were asked for. */
  public record Weighed(List<MemoryShare> shares) {
    public Weighed {
      shares = List.copyOf(shares);
    }
  }

  private final UsageProbe probe;
  private final Executor blocking;
  private final ActorContext<Command> context;

  private UsageSampler(UsageProbe probe, Executor blocking, ActorContext<Command> context) {
    this.probe = probe;
    this.blocking = blocking;
    this.context = context;
  }

  public static Behavior<Command> create(UsageProbe probe, Executor blocking) {
    return Behaviors.setup(context -> new UsageSampler(probe, blocking, context).idle());
  }

  private Behavior<Command> idle() {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Measure(var trees, var replyTo) -> look(trees, List.of(replyTo));
              case Weigh weigh -> weigh(weigh);
              case WeighingEnded ended -> answer(ended);
              case LookEnded _ -> Behaviors.same();
            });
  }

  private Behavior<Command> look(Collection<Family> trees, List<ActorRef<Measured>> askers) {
    context.pipeToSelf(
        CompletableFuture.supplyAsync(() -> probe.measure(trees), blocking),
        (usage, _) -> new LookEnded(new Measured(usage == null ? Map.of() : usage), askers));
    return looking(List.of(), trees);
  }

  /** Takes its time, and nobody else waits for it. */
  private Behavior<Command> weigh(Weigh request) {
    context.pipeToSelf(
        CompletableFuture.supplyAsync(() -> weighed(request), blocking),
        (weighed, _) ->
            new WeighingEnded(
                weighed == null ? new Weighed(List.of()) : weighed, request.replyTo()));
    return Behaviors.same();
  }

  private static Behavior<Command> answer(WeighingEnded ended) {
    ended.replyTo().tell(ended.weighed());
    return Behaviors.same();
  }

  private Weighed weighed(Weigh request) {
    var shares = new ArrayList<MemoryShare>();
    for (var id : request.instances()) {
      var tree = request.trees().get(id);
      var bytes = tree == null ? OptionalLong.empty() : probe.proportionalBytes(tree);
      shares.add(new MemoryShare(id, bytes.isPresent() ? bytes.getAsLong() : null));
    }
    return new Weighed(shares);
  }

  private Behavior<Command> looking(List<ActorRef<Measured>> next, Collection<Family> trees) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Measure(var newer, var replyTo) -> {
                var askers = new ArrayList<>(next);
                askers.add(replyTo);
                yield looking(List.copyOf(askers), newer);
              }
              case Weigh weigh -> weigh(weigh);
              case WeighingEnded ended -> answer(ended);
              case LookEnded(var measured, var askers) -> {
                askers.forEach(asker -> asker.tell(measured));
                yield next.isEmpty() ? idle() : look(trees, next);
              }
            });
  }
}
