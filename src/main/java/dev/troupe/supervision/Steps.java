package dev.troupe.supervision;

import static dev.troupe.supervision.Step.stay;

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
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The steps that lead an {@link Instance} from one phase to the next: launching a child, ending its
 * tree, pausing before the next one, leaving. To be called by the instance's actor alone.
 */
final class Steps {
  private final Surroundings around;
  private final ActorRef<App.FromInstance> owner;
  private final ActorContext<Instance.Command> context;
  private final TimerScheduler<Instance.Command> timers;
  private final Launch launch;
  private final Announcements news;

  Steps(
      Surroundings around,
      ActorRef<App.FromInstance> owner,
      ActorContext<Instance.Command> context,
      TimerScheduler<Instance.Command> timers) {
    this.around = around;
    this.owner = owner;
    this.context = context;
    this.timers = timers;
    this.launch = new Launch(around);
    this.news = new Announcements(around, context.getLog());
  }

  Step startAfresh(Facts facts, ActorRef<Instance.Reply> replyTo) {
    var series = facts.with(facts.history().newSeries(around.clock().instant()));
    return launch(series, Waiting.only(replyTo));
  }

  /** In place of the start that a pause was for. */
  Step startNow(Facts facts, ActorRef<Instance.Reply> replyTo) {
    timers.cancelAll();
    return startAfresh(restarted(facts), replyTo);
  }

  Step relaunch(Facts facts) {
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
            new Instance.LaunchEnded(
                outcome != null ? outcome : Launch.Outcome.broken(begun, failure)));
    return stay(new Launching(begun, Aim.RUN, waiting));
  }

  Step afterLaunch(Launching phase, Launch.Outcome outcome) {
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
            new Instance.ChildExited(
                child.id(), status != null ? status : new ExitStatus.Unknown()));
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
        yield decide(facts, new ExitStatus.Unknown(), reason);
      }
    };
  }

  private Facts exited(Facts facts, ExitStatus status) {
    var child = facts.lastChild();
    news.exited(facts, child == null ? 0 : child.pid(), status);
    around.blocking().execute(() -> launch.childEnded(facts));
    return facts.exited(status);
  }

  /** What follows an end that nobody asked for. */
  Step afterExit(Facts facts, ExitStatus status) {
    return decide(exited(facts, status), status, null);
  }

  /**
   * @param failure why there was no start even; null if there was one
   */
  private Step decide(Facts facts, ExitStatus status, @Nullable String failure) {
    var now = around.clock().instant();
    return switch (RestartPolicy.afterExit(facts.spec().restart(), facts.history(), status, now)) {
      case Decision.StayStopped _ -> rest(facts, failure);
      case Decision.GiveUp(var reason, var history) ->
          giveUp(facts.with(history), failure == null ? reason : failure);
      case Decision.RestartAfter(var pause, var history) when pause.isZero() ->
          relaunch(facts.with(history));
      case Decision.RestartAfter(var pause, var history) -> {
        timers.startSingleTimer(new Instance.BackoffElapsed(), pause);
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
  Step end(Child child, Facts facts, Aim aim, Waiting waiting) {
    news.stopping(facts, child.pid());
    return stay(new Stopping(facts, child, endTree(child.id(), facts), aim, waiting));
  }

  /** Without a child: what the last one left behind is ended all the same. */
  Step sweep(Phase phase, Aim aim, ActorRef<Instance.Reply> replyTo) {
    timers.cancelAll();
    var facts = phase.facts();
    var last = facts.lastChild();
    var sequence = last == null ? null : endTree(last, facts);
    var stopping = new Stopping(facts, null, sequence, aim, Waiting.only(replyTo));
    return sequence == null ? ended(stopping) : stay(stopping);
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
                StopSequence.Ended.class,
                end -> new Instance.TreeEnded(end.root(), end.survivors()))));
  }

  Step childEnded(Stopping phase, ExitStatus status) {
    var alone = phase.withoutChild(exited(phase.facts(), status));
    var sequence = phase.sequence();
    if (sequence == null) {
      return ended(alone);
    }
    sequence.tell(new StopSequence.LookNow());
    return stay(alone);
  }

  Step treeEnded(Stopping phase, List<ProcessId> survivors) {
    return survivors.isEmpty() ? ended(phase.withoutTree()) : undying(phase, survivors);
  }

  /** Goes on to what the stop was for, once both child and tree have ended. */
  private Step ended(Stopping phase) {
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
    context.pipeToSelf(output.drained(), (_, _) -> new Instance.Drained());
    return stay(new Leaving(facts, waiting));
  }

  Step gone(Leaving phase) {
    news.deleted(phase.facts());
    owner.tell(new App.Ended(phase.facts().identity()));
    return new Step(new Gone(phase.facts()), phase.waiting());
  }
}
