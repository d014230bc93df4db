package dev.troupe.notify;

import dev.troupe.policy.HookCall;
import dev.troupe.policy.HookQueue;
import java.time.Duration;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Runs the commands that apps want run when something happens to them. Whatever these do, it holds
 * up no app.
 */
public final class Hooks {

  public sealed interface Command {}

  /** A command is to be run, as soon as its turn has come. */
  public record Run(HookCall call) implements Command {}

  /**
   * The daemon makes way for the next one: answered, and over, once nothing runs and nothing waits.
   *
   * @param patience after which what still runs is killed, and what waits is left out
   */
  public record Finish(Duration patience, ActorRef<Done> replyTo) implements Command {}

  private record Ended(HookCall call) implements Command {}

  private record PatienceOver(ActorRef<Done> replyTo) implements Command {}

  private final HookWorld world;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final ActorRef<HookRun.Over> over;

  private Hooks(HookWorld world, ActorContext<Command> context, TimerScheduler<Command> timers) {
    this.world = world;
    this.context = context;
    this.timers = timers;
    this.over = context.messageAdapter(HookRun.Over.class, end -> new Ended(end.call()));
  }

  /** Nothing runs at first. */
  public static Behavior<Command> create(HookWorld world) {
    return Behaviors.setup(
        context -> {
          context.setLoggerName(Hooks.class);
          return Behaviors.withTimers(
              timers -> new Hooks(world, context, timers).become(HookQueue.EMPTY, 0, null));
        });
  }

  /**
   * @param number of the commands that were run so far
   * @param heir who waits for the end; null as long as the daemon goes on
   */
  private Behavior<Command> become(HookQueue queue, long number, @Nullable ActorRef<Done> heir) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Run(var call) -> {
                warnOfTooMany(queue, call);
                yield goOn(queue.and(call), number, heir);
              }
              case Ended(var call) -> goOn(queue.ended(call), number, heir);
              case Finish(var patience, var replyTo) -> {
                timers.startSingleTimer(new PatienceOver(replyTo), patience);
                yield goOn(queue, number, replyTo);
              }
              case PatienceOver(var replyTo) -> {
                context.getLog().warn("commands of apps take too long for an update: killed");
                yield over(replyTo);
              }
            });
  }

  private void warnOfTooMany(HookQueue queue, HookCall call) {
    if (queue.dropped() == 0 && queue.and(call).dropped() == 1) {
      context.getLog().warn("too many commands of apps wait ({}): some are left out", call.field());
    }
  }

  private Behavior<Command> goOn(HookQueue waiting, long number, @Nullable ActorRef<Done> heir) {
    var queue = waiting;
    long last = number;
    for (var due = queue.due(); due.isPresent(); due = queue.due()) {
      last++;
      start(due.get(), last);
      queue = queue.begun(due.get());
    }
    return heir != null && queue.isIdle() ? over(heir) : become(queue, last, heir);
  }

  /** Answered after the end of all that ran. */
  private static Behavior<Command> over(ActorRef<Done> heir) {
    return Behaviors.stopped(() -> heir.tell(Done.getInstance()));
  }

  private void start(HookQueue.Entry entry, long number) {
    context.spawn(
        HookRun.create(entry, world, over), "hook-" + number, DispatcherSelector.sameAsParent());
  }
}
