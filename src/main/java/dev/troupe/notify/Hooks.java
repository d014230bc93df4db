package dev.troupe.notify;

import dev.troupe.policy.HookCall;
import dev.troupe.policy.HookQueue;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Runs the commands that apps want run when something happens to them. Whatever these do, it holds
 * up no app.
 */
public final class Hooks {

  public sealed interface Command {}

  /** A command is to be run, as soon as its turn has come. */
  public record Run(HookCall call) implements Command {}

  private record Ended(HookCall call) implements Command {}

  private final HookWorld world;
  private final ActorContext<Command> context;
  private final ActorRef<HookRun.Over> over;

  private Hooks(HookWorld world, ActorContext<Command> context) {
    this.world = world;
    this.context = context;
    this.over = context.messageAdapter(HookRun.Over.class, end -> new Ended(end.call()));
  }

  /** Nothing runs at first. */
  public static Behavior<Command> create(HookWorld world) {
    return Behaviors.setup(
        context -> {
          context.setLoggerName(Hooks.class);
          return new Hooks(world, context).become(HookQueue.EMPTY, 0);
        });
  }

  /**
   * @param number of the commands that were run so far
   */
  private Behavior<Command> become(HookQueue queue, long number) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Run(var call) -> {
                var more = queue.and(call);
                if (more.dropped() == 1 && queue.dropped() == 0) {
                  context
                      .getLog()
                      .warn("too many commands of apps wait ({}): some are left out", call.field());
                }
                yield goOn(more, number);
              }
              case Ended(var call) -> goOn(queue.ended(call), number);
            });
  }

  private Behavior<Command> goOn(HookQueue waiting, long number) {
    var queue = waiting;
    long last = number;
    for (var due = queue.due(); due.isPresent(); due = queue.due()) {
      last++;
      start(due.get(), last);
      queue = queue.begun(due.get());
    }
    return become(queue, last);
  }

  private void start(HookQueue.Entry entry, long number) {
    context.spawn(
        HookRun.create(entry, world, over), "hook-" + number, DispatcherSelector.sameAsParent());
  }
}
