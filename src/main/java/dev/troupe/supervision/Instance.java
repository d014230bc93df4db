package dev.troupe.supervision;

import static dev.troupe.supervision.Step.done;
import static dev.troupe.supervision.Step.refuse;
import static dev.troupe.supervision.Step.stay;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExitStatus;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.RestartHistory;
import dev.troupe.supervision.Phase.Aim;
import dev.troupe.supervision.Phase.BackingOff;
import dev.troupe.supervision.Phase.Gone;
import dev.troupe.supervision.Phase.Launching;
import dev.troupe.supervision.Phase.Leaving;
import dev.troupe.supervision.Phase.Resting;
import dev.troupe.supervision.Phase.Running;
import dev.troupe.supervision.Phase.Stopping;
import dev.troupe.supervision.Phase.Waiting;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * One instance of an app: at most one child process at a time, and all that is known of its past.
 *
 * <p>It tells its owner of each change ({@link App.Changed}) and answers each command once it is
 * carried out.
 */
public final class Instance {

  public sealed interface Command {}

  /** A wish of others, answered exactly once. */
  public sealed interface Request extends Command {
    ActorRef<Reply> replyTo();
  }

  /** A request that only a running child can meet. */
  public sealed interface ToChild extends Request {}

  /** News from within. */
  sealed interface News extends Command {}

  /**
   * Starts the child, or a new one in place of the one that runs; {@code spec} is what is wanted
   * from now on.
   */
  public record Start(AppSpec spec, ActorRef<Reply> replyTo) implements Request {}

  /** Ends the child; answered once nothing of its process tree is left. */
  public record Stop(ActorRef<Reply> replyTo) implements Request {}

  /**
   * Like {@link Stop}; answered once all output is in the files. Then it waits for {@link Leave}.
   */
  public record Delete(ActorRef<Reply> replyTo) implements Request {}

  /**
   * Starts the child once, as the replacement of another generation: settled when it is ready,
   * refused with the reason if it ends before or is not ready in time; then it rests.
   */
  public record Try(AppSpec spec, ActorRef<Reply> replyTo) implements Request {}

  /** Like {@link Delete}, but what the child has begun it may end: it is drained first. */
  public record Retire(ActorRef<Reply> replyTo) implements Request {}

  /** Answered once it has no child and wants none. */
  public record AwaitEnd(ActorRef<Reply> replyTo) implements Request {}

  /** Sets the counts of restarts to zero. */
  public record Reset(ActorRef<Reply> replyTo) implements Request {}

  /** Sends a signal to the child alone. */
  public record Signal(int number, ActorRef<Reply> replyTo) implements ToChild {}

  /** Writes a line to the child's standard input. */
  public record Send(String line, ActorRef<Reply> replyTo) implements ToChild {}

  /** Its owner has forgotten it, nothing more will come. Follows a Delete. */
  record Leave() implements News {}

  record LaunchEnded(Launch.Outcome outcome) implements News {}

  record ChildExited(ProcessId child, ExitStatus status) implements News {}

  record BackoffElapsed() implements News {}

  record TreeEnded(ProcessId root, List<ProcessId> survivors) implements News {}

  record Drained() implements News {}

  /** What came of a command. */
  public sealed interface Reply {
    /** It was carried out; this is the instance afterwards. */
    record Settled(Numbered instance) implements Reply {}

    /** It was deleted: nobody may count on it any longer. */
    record Deleted(Numbered instance) implements Reply {}

    /** It was not carried out, and why, in one line. */
    record Refused(int instance, String reason) implements Reply {}
  }

  private static final int SIGTERM = 15;

  private final ActorRef<App.FromInstance> owner;
  private final Steps steps;

  private Instance(
      Surroundings around,
      ActorRef<App.FromInstance> owner,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    this.owner = owner;
    this.steps = new Steps(around, owner, context, timers);
  }

  /**
   * A new instance, stopped.
   *
   * @param history of the instance it replaces, or a new one
   */
  static Behavior<Command> create(
      Surroundings around,
      AppSpec spec,
      Phase.Identity identity,
      RestartHistory history,
      ActorRef<App.FromInstance> owner) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  var phase = Phase.unborn(spec, identity, history);
                  return new Instance(around, owner, context, timers)
                      .become(phase, phase.numbered(0));
                }));
  }

  private Behavior<Command> become(Phase phase, Numbered shown) {
    return Behaviors.receive(
        (_, command) ->
            command instanceof Leave ? Behaviors.stopped() : follow(after(phase, command), shown),
        (_, signal) -> {
          if (signal instanceof PostStop) {
            abandon(phase);
          }
          return Behaviors.same();
        });
  }

  private Step after(Phase phase, Command command) {
    if (command instanceof Reset(var replyTo)) {
      var facts = phase.facts();
      return done(phase.with(facts.with(facts.history().reset())), replyTo);
    }
    return switch (phase) {
      case Resting resting -> whileResting(resting, command);
      case Launching launching -> whileLaunching(launching, command);
      case Running running -> whileRunning(running, command);
      case BackingOff waiting -> whileBackingOff(waiting, command);
      case Stopping stopping -> whileStopping(stopping, command);
      case Leaving leaving -> whileLeaving(leaving, command);
      case Gone gone -> whenGone(gone, command);
    };
  }

  /** Tells the owner what has changed, then those who waited for it. */
  private Behavior<Command> follow(Step step, Numbered shown) {
    var snapshot = step.next().snapshot();
    var now =
        snapshot.equals(shown.snapshot()) ? shown : step.next().numbered(shown.revision() + 1);
    if (!now.equals(shown)) {
      owner.tell(new App.Changed(now));
    }
    var reply = step.next() instanceof Gone ? new Reply.Deleted(now) : new Reply.Settled(now);
    step.answered().refs().forEach(ref -> ref.tell(reply));
    return become(step.next(), now);
  }

  private Step whileResting(Resting phase, Command command) {
    return switch (command) {
      case Start(var spec, var replyTo) -> steps.startAfresh(phase.facts().wanting(spec), replyTo);
      case Try(var spec, var replyTo) -> steps.startAfresh(phase.facts().wanting(spec), replyTo);
      case Stop(var replyTo) -> steps.sweep(phase, Aim.STOP, replyTo);
      case Delete(var replyTo) -> steps.sweep(phase, Aim.DELETE, replyTo);
      case Retire(var replyTo) -> steps.sweep(phase, Aim.DELETE, replyTo);
      case AwaitEnd(var replyTo) -> done(phase, replyTo);
      case ToChild request -> refuse(phase, "has no process", request);
      case Reset _, News _ -> stay(phase);
    };
  }

  private Step whileLaunching(Launching phase, Command command) {
    return switch (command) {
      case LaunchEnded(var outcome) -> steps.afterLaunch(phase, outcome);
      case Start(var spec, var replyTo) -> startWhileLaunching(phase, spec, replyTo);
      case Stop(var replyTo) ->
          stay(phase.with(phase.aim() == Aim.DELETE ? Aim.DELETE : Aim.STOP, replyTo));
      case Delete(var replyTo) -> stay(phase.with(Aim.DELETE, replyTo));
      case Retire(var replyTo) -> stay(phase.with(Aim.DELETE, replyTo));
      case Try request -> refuse(phase, "has been started already", request);
      case AwaitEnd request -> refuse(phase, "still runs", request);
      case ToChild request -> refuse(phase, "is being started", request);
      case Reset _, News _ -> stay(phase);
    };
  }

  private Step whileRunning(Running phase, Command command) {
    var child = phase.child();
    return switch (command) {
      case ChildExited(var id, var status) when id.equals(child.id()) ->
          steps.afterExit(phase.facts(), status);
      case Start(var spec, var replyTo) ->
          steps.end(child, phase.facts().wanting(spec), Aim.RESTART, Waiting.only(replyTo));
      case Stop(var replyTo) -> steps.end(child, phase.facts(), Aim.STOP, Waiting.only(replyTo));
      case Delete(var replyTo) ->
          steps.end(child, phase.facts(), Aim.DELETE, Waiting.only(replyTo));
      case Retire(var replyTo) ->
          steps.end(child, phase.facts(), Aim.DELETE, Waiting.only(replyTo));
      case Signal(int number, var replyTo) when child.signal(number) -> done(phase, replyTo);
      case Send(var line, var replyTo) when child.write((line + "\n").getBytes(UTF_8)) ->
          done(phase, replyTo);
      case Signal request -> refuse(phase, "has just ended", request);
      case Send request -> refuse(phase, "does not read its standard input", request);
      case Try request -> refuse(phase, "has been started already", request);
      case AwaitEnd request -> refuse(phase, "still runs", request);
      case Reset _, News _ -> stay(phase);
    };
  }

  private Step whileBackingOff(BackingOff phase, Command command) {
    return switch (command) {
      case BackoffElapsed _ -> steps.relaunch(phase.facts());
      case Start(var spec, var replyTo) -> steps.startNow(phase.facts().wanting(spec), replyTo);
      case Stop(var replyTo) -> steps.sweep(phase, Aim.STOP, replyTo);
      case Delete(var replyTo) -> steps.sweep(phase, Aim.DELETE, replyTo);
      case Retire(var replyTo) -> steps.sweep(phase, Aim.DELETE, replyTo);
      case Try request -> refuse(phase, "has been started already", request);
      case AwaitEnd request -> refuse(phase, "still runs", request);
      case ToChild request -> refuse(phase, "waits for its restart", request);
      case Reset _, News _ -> stay(phase);
    };
  }

  private Step whileStopping(Stopping phase, Command command) {
    return switch (command) {
      case ChildExited(var id, var status) when id.equals(phase.facts().lastChild()) ->
          steps.childEnded(phase, status);
      case TreeEnded(var root, var survivors) when root.equals(phase.facts().lastChild()) ->
          steps.treeEnded(phase, survivors);
      case Start request when phase.aim() == Aim.DELETE ->
          refuse(phase, "is being deleted", request);
      case Start(var spec, var replyTo) ->
          stay(phase.with(phase.facts().wanting(spec)).with(Aim.RESTART, replyTo));
      case Stop(var replyTo) ->
          stay(phase.with(phase.aim() == Aim.DELETE ? Aim.DELETE : Aim.STOP, replyTo));
      case Delete(var replyTo) -> stay(phase.with(Aim.DELETE, replyTo));
      case Retire(var replyTo) -> stay(phase.with(Aim.DELETE, replyTo));
      case Try request -> refuse(phase, "has been started already", request);
      case AwaitEnd request -> refuse(phase, "still runs", request);
      case ToChild request -> refuse(phase, "is being stopped", request);
      case Reset _, News _ -> stay(phase);
    };
  }

  private Step whileLeaving(Leaving phase, Command command) {
    return switch (command) {
      case Drained _ -> steps.gone(phase);
      case Stop(var replyTo) -> stay(new Leaving(phase.facts(), phase.waiting().and(replyTo)));
      case Delete(var replyTo) -> stay(new Leaving(phase.facts(), phase.waiting().and(replyTo)));
      case Retire(var replyTo) -> stay(new Leaving(phase.facts(), phase.waiting().and(replyTo)));
      case Start request -> refuse(phase, "is being deleted", request);
      case Try request -> refuse(phase, "has been started already", request);
      case AwaitEnd request -> refuse(phase, "still runs", request);
      case ToChild request -> refuse(phase, "is being deleted", request);
      case Reset _, News _ -> stay(phase);
    };
  }

  private Step whenGone(Gone phase, Command command) {
    return switch (command) {
      case Stop(var replyTo) -> done(phase, replyTo);
      case Delete(var replyTo) -> done(phase, replyTo);
      case Retire(var replyTo) -> done(phase, replyTo);
      case Start request -> refuse(phase, "was deleted", request);
      case Try request -> refuse(phase, "has been started already", request);
      case AwaitEnd request -> refuse(phase, "still runs", request);
      case ToChild request -> refuse(phase, "was deleted", request);
      case Reset _, News _ -> stay(phase);
    };
  }

  /** A second start joins the first, unless it wants something else started. */
  private Step startWhileLaunching(Launching phase, AppSpec spec, ActorRef<Reply> replyTo) {
    if (phase.aim() == Aim.DELETE) {
      return refuse(phase, "is being deleted", new Start(spec, replyTo));
    }
    var aim = phase.aim() == Aim.RUN && spec.equals(phase.facts().spec()) ? Aim.RUN : Aim.RESTART;
    return stay(phase.with(phase.facts().wanting(spec)).with(aim, replyTo));
  }

  /**
   * This actor ends, by a bug or with the whole system: nobody watches its child any longer, nor
   * answers those who wait.
   */
  private static void abandon(Phase phase) {
    phase.waiting().refs().forEach(ref -> ref.tell(Step.refusal(phase, "is no longer watched")));
    switch (phase) {
      case Running running -> running.child().signal(SIGTERM);
      case Stopping stopping when stopping.child() != null -> stopping.child().signal(SIGTERM);
      case Stopping _, Resting _, Launching _, BackingOff _, Leaving _, Gone _ -> {}
    }
  }
}
