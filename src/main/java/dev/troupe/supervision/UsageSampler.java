package dev.troupe.supervision;

import dev.troupe.model.Usage;
import dev.troupe.os.ProcessId;
import dev.troupe.os.UsageProbe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Measures children when asked; one look at a time, so that askers meanwhile share the next. */
final class UsageSampler {

  sealed interface Command {}

  /** Measures these processes. */
  record Measure(Collection<ProcessId> processes, ActorRef<Measured> replyTo) implements Command {}

  private record LookEnded(Measured measured, List<ActorRef<Measured>> askers) implements Command {}

  /** What those that still live use. */
  record Measured(Map<ProcessId, Usage> usage) {}

  private final UsageProbe probe;
  private final Executor blocking;
  private final ActorContext<Command> context;

  private UsageSampler(UsageProbe probe, Executor blocking, ActorContext<Command> context) {
    this.probe = probe;
    this.blocking = blocking;
    this.context = context;
  }

  static Behavior<Command> create(UsageProbe probe, Executor blocking) {
    return Behaviors.setup(context -> new UsageSampler(probe, blocking, context).idle());
  }

  private Behavior<Command> idle() {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Measure(var processes, var replyTo) -> look(processes, List.of(replyTo));
              case LookEnded _ -> Behaviors.same();
            });
  }

  private Behavior<Command> look(Collection<ProcessId> processes, List<ActorRef<Measured>> askers) {
    context.pipeToSelf(
        CompletableFuture.supplyAsync(() -> probe.measure(processes), blocking),
        (usage, _) -> new LookEnded(new Measured(usage == null ? Map.of() : usage), askers));
    return looking(List.of(), processes);
  }

  private Behavior<Command> looking(
      List<ActorRef<Measured>> next, Collection<ProcessId> processes) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Measure(var newer, var replyTo) -> {
                var askers = new ArrayList<>(next);
                askers.add(replyTo);
                yield looking(List.copyOf(askers), newer);
              }
              case LookEnded(var measured, var askers) -> {
                askers.forEach(asker -> asker.tell(measured));
                yield next.isEmpty() ? idle() : look(processes, next);
              }
            });
  }
}
