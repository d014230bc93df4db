package dev.troupe.supervision.instance;

import static dev.troupe.supervision.instance.Step.stay;

import dev.troupe.model.ExitStatus;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.DrainPlan;
import dev.troupe.supervision.instance.Phase.Draining;
import dev.troupe.supervision.instance.Phase.Gone;
import dev.troupe.supervision.instance.Phase.Leaving;
import dev.troupe.supervision.instance.Phase.Running;
import dev.troupe.supervision.instance.Phase.Stopping;
import dev.troupe.supervision.instance.Tools.Timer;
import dev.troupe.supervision.link.NodeLink;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.saved.Sequel;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;

/** How an {@link Instance}'s child, and all that stems from it, comes to an end. */
final class EndSteps {
  private final Tools tools;
  private final Steps steps;

  EndSteps(Tools tools, Steps steps) {
    this.tools = tools;
    this.steps = steps;
  }

  /** Ends a child and all that stems from it. */
  Step end(Live live, Facts facts, Sequel sequel, Waiting waiting) {
    tools.news().stopping(facts, live.child().pid());
    retiring(facts);
    return endQuietly(live, facts, sequel, waiting);
  }

  private Step endQuietly(Live live, Facts facts, Sequel sequel, Waiting waiting) {
    tools.timers().cancelAll();
    boolean isHeld = live.hold() != null;
    var unwatched = steps.pauses().forget(facts, steps.vigil().end(live));
    boolean asked = askByMessage(live, facts);
    var sequence = endTree(live.id(), facts, asked, isHeld);
    return stay(new Stopping(facts, unwatched, sequence, sequel, waiting));
  }

  /** It is ended on purpose: that it closes its servers is no sign that it gave them up. */
  private void retiring(Facts facts) {
    if (facts.traces().isTenant()) {
      tools.around().ports().tell(new Ports.Retiring(facts.identity().tenant()));
    }
  }

  private static boolean askByMessage(Live live, Facts facts) {
    if (live.link() == null || !facts.spec().stop().byMessage()) {
      return false;
    }
    live.link().tell(new NodeLink.Say("\"shutdown\""));
    return true;
  }

  /** Without a child: what the last one left behind is ended all the same. */
  Step sweep(Facts facts, Sequel sequel, Waiting waiting) {
    tools.timers().cancelAll();
    var last = facts.lastChild();
    return last == null
        ? follow(facts, sequel, waiting)
        : stay(new Stopping(facts, null, endTree(last, facts, false, false), sequel, waiting));
  }

  private ActorRef<StopSequence.Command> endTree(
      ProcessId root, Facts facts, boolean asked, boolean isHeld) {
    var replyTo =
        tools
            .context()
            .messageAdapter(
                StopSequence.Ended.class,
                end -> new Instance.TreeEnded(end.root(), end.survivors()));
    return tools
        .context()
        .spawnAnonymous(
            StopSequence.create(
                tools.around().machine().tree(),
                root,
                facts.identity().uniqueId(),
                facts.spec().stop(),
                asked,
                isHeld,
                replyTo),
            DispatcherSelector.sameAsParent());
  }

  /** Something else is to follow now; a try that has failed hears of that first. */
  Step redirect(Stopping phase, Sequel sequel, Instance.Request request) {
    var waiting = phase.waiting();
    if (phase.sequel() instanceof Sequel.Fail(var reason)) {
      waiting.tell(Step.refusal(phase.facts(), reason));
      waiting = Waiting.NOBODY;
    }
    return stay(phase.with(sequel, waiting.and(request.replyTo())));
  }

  /**
   * Others take over before a child is ready: who only tried it has failed.
   *
   * @return those who go on waiting
   */
  Waiting takenOver(Facts facts, boolean once, Waiting waiting) {
    if (!once) {
      return waiting;
    }
    waiting.tell(Step.refusal(facts, "was stopped before it was ready"));
    return Waiting.NOBODY;
  }

  /** Lets a ready child finish what it has begun, then ends it and leaves. */
  Step drain(Running phase, ActorRef<Instance.Reply> replyTo) {
    var facts = phase.facts();
    var live = steps.vigil().end(phase.live());
    tools.news().stopping(facts, live.child().pid());
    retiring(facts);
    var plan = DrainPlan.of(facts.spec(), live.link() != null);
    return drainOn(new Draining(facts, live, plan, Waiting.only(replyTo)));
  }

  /** Its clients have been told earlier than they had to be. */
  Step drainedEarly(Draining phase) {
    return phase.steps().getFirst() instanceof DrainPlan.Step.SayClose
        ? drainOn(phase.withoutFirst())
        : stay(phase);
  }

  /** The first step of a drain, or of what is left of it. */
  Step drainOn(Draining phase) {
    var live = phase.live();
    if (phase.steps().isEmpty() || live.link() == null) {
      return hurry(phase, phase.waiting());
    }
    var step = phase.steps().getFirst();
    live.link()
        .tell(
            switch (step) {
              case DrainPlan.Step.SayClose _ -> new NodeLink.BeginDrain();
              case DrainPlan.Step.Disconnect _ -> new NodeLink.Disconnect();
            });
    tools.timers().startSingleTimer(Timer.DRAIN, new Instance.DrainStepElapsed(), step.pause());
    return stay(phase);
  }

  /** It has had time enough. */
  Step hurry(Draining phase, Waiting waiting) {
    return endQuietly(phase.live(), phase.facts(), new Sequel.Leave(), waiting);
  }

  /** The wanted end of a drain. */
  Step drained(Draining phase, ExitStatus status) {
    var leave = new Sequel.Leave();
    var end = End.before(leave, status);
    var facts = steps.aftermath().exited(phase.facts(), phase.live(), end, false);
    return sweep(facts, leave, phase.waiting());
  }

  Step childEnded(Stopping phase, Live live, ExitStatus status) {
    boolean isReturning =
        switch (phase.sequel()) {
          case Sequel.Start _, Sequel.Restart _, Sequel.Crash _ -> true;
          case Sequel.Rest _, Sequel.Leave _, Sequel.Fail _ -> false;
        };
    var end = End.before(phase.sequel(), status);
    var facts = steps.aftermath().exited(phase.facts(), live, end, isReturning);
    var sequence = phase.sequence();
    if (sequence == null) {
      return follow(facts, phase.sequel(), phase.waiting());
    }
    sequence.tell(new StopSequence.LookNow());
    return stay(phase.withoutChild(facts));
  }

  Step treeEnded(Stopping phase, List<ProcessId> survivors) {
    if (!survivors.isEmpty()) {
      return undying(phase, survivors);
    }
    return phase.live() == null
        ? follow(phase.facts(), phase.sequel(), phase.waiting())
        : stay(phase.withoutTree());
  }

  /** Not even SIGKILL helped: a process stuck in the kernel. */
  private Step undying(Stopping phase, List<ProcessId> survivors) {
    var pids = survivors.stream().map(ProcessId::pid).toList();
    var reason = "processes %s do not end, not even by SIGKILL".formatted(pids);
    return steps.aftermath().giveUp(phase.facts(), reason, phase.waiting());
  }

  /** Goes on once nothing is left to end. */
  Step follow(Facts facts, Sequel sequel, Waiting waiting) {
    return switch (sequel) {
      case Sequel.Start _ -> steps.starts().afresh(facts, waiting);
      case Sequel.Restart _ ->
          steps.starts().afresh(facts.with(facts.history().restarted()), waiting);
      case Sequel.Rest _ -> steps.aftermath().rest(facts, waiting);
      case Sequel.Leave _ -> leave(facts, waiting);
      case Sequel.Fail(var reason) -> steps.aftermath().giveUp(facts, reason, waiting);
      case Sequel.Crash crash -> steps.aftermath().afterCrash(facts, crash, waiting);
    };
  }

  private Step leave(Facts before, Waiting waiting) {
    tools.timers().cancelAll();
    var facts = steps.aftermath().movedOut(before);
    var output = facts.traces().output();
    if (output == null) {
      return gone(new Leaving(facts, waiting));
    }
    output.pipes().close();
    tools.context().pipeToSelf(output.drained(), (_, _) -> new Instance.OutputWritten());
    return stay(new Leaving(facts, waiting));
  }

  Step gone(Leaving phase) {
    if (!phase.facts().isSuperseded()) {
      tools.news().deleted(phase.facts());
    }
    tools.owner().tell(new Instance.Ended(phase.facts().identity()));
    return new Step(new Gone(phase.facts()), phase.waiting());
  }
}
