package dev.troupe.supervision;

import static dev.troupe.supervision.Step.done;
import static dev.troupe.supervision.Step.refuse;
import static dev.troupe.supervision.Step.stay;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExitStatus;
import dev.troupe.os.Child;
import dev.troupe.os.LaunchResult;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.RestartPolicy;
import dev.troupe.policy.RestartPolicy.Decision;
import dev.troupe.supervision.Phase.Aim;
import dev.troupe.supervision.Phase.BackingOff;
import dev.troupe.supervision.Phase.Facts;
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
import org.jspecify.annotations.Nullable;

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

  /** Sets the counts of restarts to zero. */
  public record Reset(ActorRef<Reply> replyTo) implements Request {}

  /** Sends a signal to the child alone. */
  public record Signal(int number, ActorRef<Reply> replyTo) implements ToChild {}

  /** Writes a line to the child's standard input. */
  public record Send(String line, ActorRef<Reply> replyTo) implements ToChild {}

  /** Its owner has forgotten it, nothing more will come. Follows a Delete. */
  record Leave() implements News {}

  private record LaunchEnded(Launch.Outcome outcome) implements News {}

  private record ChildExited(ProcessId child, ExitStatus status) implements News {}

  private record BackoffElapsed() implements News {}

  private record TreeEnded(ProcessId root, List<ProcessId> survivors) implements News {}

  private record Drained() implements News {}

  /** What came of a command. */
  public sealed interface Reply {
    /** It was carried out; this is the instance afterwards. */
    record Settled(Numbered instance) implements Reply {}

    /** It was not, and why, in one line. */
    record Refused(int instance, String reason) implements Reply {}
  }

  private static final int SIGTERM = 15;

  private final Surroundings around;
  private final ActorRef<App.FromInstance> owner;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Launch launch;
  private final Announcements news;

  private Instance(
      Surroundings around,
      ActorRef<App.FromInstance> owner,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    this.around = around;
    this.owner = owner;
    this.context = context;
    this.timers = timers;
    this.launch = new Launch(around);
    this.news = new Announcements(around, context.getLog());
  }

  /** A new instance, stopped. */
  static Behavior<Command> create(
      Surroundings around,
      AppSpec spec,
      Phase.Identity identity,
      ActorRef<App.FromInstance> owner) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  var phase = Phase.unborn(spec, identity, around.clock().instant());
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
    step.answered().refs().forEach(ref -> ref.tell(new Reply.Settled(now)));
    return become(step.next(), now);
  }

  private Step whileResting(Resting phase, Command command) {
    return switch (command) {
      case Start(var spec, var replyTo) -> startAfresh(phase.facts().wanting(spec), replyTo);
      case Stop(var replyTo) -> sweep(phase, Aim.STOP, replyTo);
      case Delete(var replyTo) -> sweep(phase, Aim.DELETE, replyTo);
      case ToChild request -> refuse(phase, "has no process", request);
      case Reset _, News _ -> stay(phase);
    };
  }

  private Step whileLaunching(Launching phase, Command command) {
    return switch (command) {
      case LaunchEnded(var outcome) -> afterLaunch(phase, outcome);
      case Start(var spec, var replyTo) -> startWhileLaunching(phase, spec, replyTo);
      case Stop(var replyTo) ->
          stay(phase.with(phase.aim() == Aim.DELETE ? Aim.DELETE : Aim.STOP, replyTo));
      case Delete(var replyTo) -> stay(phase.with(Aim.DELETE, replyTo));
      case ToChild request -> refuse(phase, "is being started", request);
      case Reset _, News _ -> stay(phase);
    };
  }

  private Step whileRunning(Running phase, Command command) {
    var child = phase.child();
    return switch (command) {
      case ChildExited(var id, var status) when id.equals(child.id()) ->
          afterExit(exited(phase.facts(), status), status, null);
      case Start(var spec, var replyTo) ->
          end(child, phase.facts().wanting(spec), Aim.RESTART, Waiting.only(replyTo));
      case Stop(var replyTo) -> end(child, phase.facts(), Aim.STOP, Waiting.only(replyTo));
      case Delete(var replyTo) -> end(child, phase.facts(), Aim.DELETE, Waiting.only(replyTo));
      case Signal(int number, var replyTo) when child.signal(number) -> done(phase, replyTo);
      case Send(var line, var replyTo) when child.write((line + "\n").getBytes(UTF_8)) ->
          done(phase, replyTo);
      case Signal request -> refuse(phase, "has just ended", request);
      case Send request -> refuse(phase, "does not read its standard input", request);
      case Reset _, News _ -> stay(phase);
    };
  }

  private Step whileBackingOff(BackingOff phase, Command command) {
    return switch (command) {
      case BackoffElapsed _ -> relaunch(phase.facts());
      case Start(var spec, var replyTo) -> {
        timers.cancelAll();
        yield startAfresh(restarted(phase.facts().wanting(spec)), replyTo);
      }
      case Stop(var replyTo) -> sweep(phase, Aim.STOP, replyTo);
      case Delete(var replyTo) -> sweep(phase, Aim.DELETE, replyTo);
      case ToChild request -> refuse(phase, "waits for its restart", request);
      case Reset _, News _ -> stay(phase);
    };
  }

  private Step whileStopping(Stopping phase, Command command) {
    return switch (command) {
      case ChildExited(var id, var status) when id.equals(phase.facts().lastChild()) ->
          childEnded(phase.withoutChild(exited(phase.facts(), status)));
      case TreeEnded(var root, var survivors) when root.equals(phase.facts().lastChild()) ->
          survivors.isEmpty() ? treeEnded(phase.withoutTree()) : undying(phase, survivors);
      case Start request when phase.aim() == Aim.DELETE ->
          refuse(phase, "is being deleted", request);
      case Start(var spec, var replyTo) ->
          stay(phase.with(phase.facts().wanting(spec)).with(Aim.RESTART, replyTo));
      case Stop(var replyTo) ->
          stay(phase.with(phase.aim() == Aim.DELETE ? Aim.DELETE : Aim.STOP, replyTo));
      case Delete(var replyTo) -> stay(phase.with(Aim.DELETE, replyTo));
      case ToChild request -> refuse(phase, "is being stopped", request);
      case Reset _, News _ -> stay(phase);
    };
  }

  private Step whileLeaving(Leaving phase, Command command) {
    return switch (command) {
      case Drained _ -> gone(phase);
      case Stop(var replyTo) -> stay(new Leaving(phase.facts(), phase.waiting().and(replyTo)));
      case Delete(var replyTo) -> stay(new Leaving(phase.facts(), phase.waiting().and(replyTo)));
      case Start request -> refuse(phase, "is being deleted", request);
      case ToChild request -> refuse(phase, "is being deleted", request);
      case Reset _, News _ -> stay(phase);
    };
  }

  private Step whenGone(Gone phase, Command command) {
    return switch (command) {
      case Stop(var replyTo) -> done(phase, replyTo);
      case Delete(var replyTo) -> done(phase, replyTo);
      case Start request -> refuse(phase, "was deleted", request);
      case ToChild request -> refuse(phase, "was deleted", request);
      case Reset _, News _ -> stay(phase);
    };
  }

  private Step startAfresh(Facts facts, ActorRef<Reply> replyTo) {
    var series = facts.with(facts.history().newSeries(around.clock().instant()));
    return launch(series, Waiting.only(replyTo));
  }

  /** A second start joins the first, unless it wants something else started. */
  private Step startWhileLaunching(Launching phase, AppSpec spec, ActorRef<Reply> replyTo) {
    if (phase.aim() == Aim.DELETE) {
      return refuse(phase, "is being deleted", new Start(spec, replyTo));
    }
    var aim = phase.aim() == Aim.RUN && spec.equals(phase.facts().spec()) ? Aim.RUN : Aim.RESTART;
    return stay(phase.with(phase.facts().wanting(spec)).with(aim, replyTo));
  }

  private Step relaunch(Facts facts) {
    return launch(restarted(facts), Waiting.NOBODY);
  }

  private static Facts restarted(Facts facts) {
    return facts.with(facts.history().restarted());
  }

  private Step launch(Facts facts, Waiting waiting) {
    var begun = facts.with(facts.history().launchedAt(around.clock().instant()));
    context.pipeToSelf(
        launch.of(begun),
        (outcome, failure) ->
            new LaunchEnded(outcome != null ? outcome : Launch.Outcome.broken(begun, failure)));
    return stay(new Launching(begun, Aim.RUN, waiting));
  }

  private Step afterLaunch(Launching phase, Launch.Outcome outcome) {
    var facts = phase.facts().writingTo(outcome.output());
    return switch (outcome.result()) {
      case LaunchResult.Launched(var child) ->
          launched(phase.with(facts.launched(child.id())), child);
      case LaunchResult.Failed(var reason) -> launchFailed(phase.with(facts), reason);
    };
  }

  private Step launched(Launching phase, Child child) {
    var facts = phase.facts();
    context.pipeToSelf(
        child.exit(),
        (status, _) ->
            new ChildExited(child.id(), status != null ? status : new ExitStatus.Unknown()));
    news.started(facts, child.pid());
    if (phase.aim() != Aim.RUN) {
      return end(child, facts, phase.aim(), phase.waiting());
    }
    news.online(facts, child.pid());
    return new Step(new Running(facts, child), phase.waiting());
  }

  private Step launchFailed(Launching phase, String reason) {
    var facts = phase.facts();
    news.launchFailed(facts, reason);
    return switch (phase.aim()) {
      case STOP -> new Step(new Resting(facts, null), phase.waiting());
      case DELETE -> leave(facts, phase.waiting());
      case RESTART -> launch(facts, phase.waiting());
      case RUN -> {
        phase.waiting().refs().forEach(ref -> ref.tell(Step.refusal(phase, reason)));
        yield afterExit(facts, new ExitStatus.Unknown(), reason);
      }
    };
  }

  private Facts exited(Facts facts, ExitStatus status) {
    var child = facts.lastChild();
    news.exited(facts, child == null ? 0 : child.pid(), status);
    around.blocking().execute(() -> launch.childEnded(facts));
    return facts.exited(status);
  }

  /** What follows an end that nobody asked for; {@code failure} if there was no start even. */
  private Step afterExit(Facts facts, ExitStatus status, @Nullable String failure) {
    var now = around.clock().instant();
    return switch (RestartPolicy.afterExit(facts.spec().restart(), facts.history(), status, now)) {
      case Decision.StayStopped _ -> rest(facts, failure);
      case Decision.GiveUp(var reason, var history) ->
          giveUp(facts.with(history), failure == null ? reason : failure);
      case Decision.RestartAfter(var pause, var history) when pause.isZero() ->
          relaunch(facts.with(history));
      case Decision.RestartAfter(var pause, var history) -> {
        timers.startSingleTimer(new BackoffElapsed(), pause);
        news.restartScheduled(facts, pause);
        yield stay(new BackingOff(facts.with(history), now.plus(pause)));
      }
    };
  }

  private Step rest(Facts facts, @Nullable String problem) {
    news.stopped(facts);
    return stay(new Resting(facts, problem));
  }

  private Step giveUp(Facts facts, String reason) {
    news.gaveUp(facts, reason);
    return stay(new Resting(facts, reason));
  }

  /** Ends a child and all that stems from it. */
  private Step end(Child child, Facts facts, Aim aim, Waiting waiting) {
    news.stopping(facts, child.pid());
    return stay(new Stopping(facts, child, endTree(child.id(), facts), aim, waiting));
  }

  /** Without a child: what the last one left behind is ended all the same. */
  private Step sweep(Phase phase, Aim aim, ActorRef<Reply> replyTo) {
    timers.cancelAll();
    var facts = phase.facts();
    var last = facts.lastChild();
    var sequence = last == null ? null : endTree(last, facts);
    var stopping = new Stopping(facts, null, sequence, aim, Waiting.only(replyTo));
    return sequence == null ? treeEnded(stopping) : stay(stopping);
  }

  private ActorRef<StopSequence.Command> endTree(ProcessId root, Facts facts) {
    var marker = facts.identity().uniqueId();
    var rules = facts.spec().stop();
    return context.spawnAnonymous(
        StopSequence.create(
            around.machine().tree(),
            root,
            marker,
            rules,
            context.messageAdapter(
                StopSequence.Ended.class, end -> new TreeEnded(end.root(), end.survivors()))));
  }

  private Step childEnded(Stopping phase) {
    var sequence = phase.sequence();
    if (sequence == null) {
      return treeEnded(phase);
    }
    sequence.tell(new StopSequence.LookNow());
    return stay(phase);
  }

  private Step treeEnded(Stopping phase) {
    var facts = phase.facts();
    if (phase.child() != null) {
      return stay(phase);
    }
    return switch (phase.aim()) {
      case RUN, RESTART -> {
        var history = facts.history().newSeries(around.clock().instant()).restarted();
        yield launch(facts.with(history), phase.waiting());
      }
      case STOP -> {
        news.stopped(facts);
        yield new Step(new Resting(facts, null), phase.waiting());
      }
      case DELETE -> leave(facts, phase.waiting());
    };
  }

  /** Not even SIGKILL helped: a process stuck in the kernel. */
  private Step undying(Stopping phase, List<ProcessId> survivors) {
    var pids = survivors.stream().map(ProcessId::pid).toList();
    var reason = "processes %s do not end, not even by SIGKILL".formatted(pids);
    news.gaveUp(phase.facts(), reason);
    phase.waiting().refs().forEach(ref -> ref.tell(Step.refusal(phase, reason)));
    return stay(new Resting(phase.facts(), reason));
  }

  private Step leave(Facts facts, Waiting waiting) {
    var output = facts.output();
    if (output == null) {
      return gone(new Leaving(facts, waiting));
    }
    output.pipes().close();
    context.pipeToSelf(output.drained(), (_, _) -> new Drained());
    return stay(new Leaving(facts, waiting));
  }

  private Step gone(Leaving phase) {
    news.deleted(phase.facts());
    owner.tell(new App.Ended(phase.facts().identity().id()));
    return new Step(new Gone(phase.facts()), phase.waiting());
  }

  /**
   * This actor ends, by a bug or with the whole system, and nobody watches its child any longer.
   */
  private void abandon(Phase phase) {
    switch (phase) {
      case Running running -> running.child().signal(SIGTERM);
      case Stopping stopping when stopping.child() != null -> stopping.child().signal(SIGTERM);
      case Stopping _, Resting _, Launching _, BackingOff _, Leaving _, Gone _ -> {}
    }
  }
}
