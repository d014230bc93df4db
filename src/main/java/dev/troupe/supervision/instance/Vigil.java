package dev.troupe.supervision.instance;

import dev.troupe.model.ProbeRules;
import dev.troupe.model.Readiness;
import dev.troupe.os.Prober;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.ChildEnvironment;
import dev.troupe.policy.ProbeStreak;
import dev.troupe.supervision.instance.Phase.BackingOff;
import dev.troupe.supervision.instance.Phase.Draining;
import dev.troupe.supervision.instance.Phase.Gone;
import dev.troupe.supervision.instance.Phase.Launching;
import dev.troupe.supervision.instance.Phase.Leaving;
import dev.troupe.supervision.instance.Phase.Resting;
import dev.troupe.supervision.instance.Phase.Running;
import dev.troupe.supervision.instance.Phase.Starting;
import dev.troupe.supervision.instance.Phase.Stopping;
import dev.troupe.supervision.instance.Tools.Timer;
import dev.troupe.supervision.link.NodeLink;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.jspecify.annotations.Nullable;

/** Watches a child: first for the sign that it is ready, then for being well. */
final class Vigil {
  private final Tools tools;
  private final ActorRef<Probe.Report> reports;

  Vigil(Tools tools) {
    this.tools = tools;
    this.reports = tools.context().messageAdapter(Probe.Report.class, Instance.Probed::new);
  }

  /**
   * Begins to wait for the sign; {@link Instance.ReadyOverdue} comes when time is up.
   *
   * @param line the line of output that is the sign; null if none is
   */
  Live awaitReady(Facts facts, Live live, @Nullable CompletionStage<Done> line) {
    var readiness = facts.readiness();
    var isReady = new Instance.BecameReady(live.id());
    var isOverdue = new Instance.ReadyOverdue(live.id());
    tools.timers().startSingleTimer(Timer.READY, isOverdue, readiness.timeout());
    if (readiness.sign() == Readiness.Sign.UPTIME) {
      var minUptime = facts.spec().restart().minUptime();
      tools.timers().startSingleTimer(Timer.UPTIME, isReady, minUptime);
    }
    if (line != null) {
      tools.context().pipeToSelf(line, (_, _) -> isReady);
    }
    var probe = readiness.probe();
    return readiness.sign() == Readiness.Sign.PROBE && probe != null
        ? live.with(ask(facts, live, probe))
        : live;
  }

  boolean isShownBy(Starting phase, Instance.Sign sign) {
    var wanted = phase.facts().readiness().sign();
    return switch (sign) {
      case Instance.BecameReady(var child) -> isOf(phase, child);
      case Instance.LinkSaid(NodeLink.Ready(var child)) ->
          wanted == Readiness.Sign.MESSAGE && isOf(phase, child);
      case Instance.LinkSaid(NodeLink.Listening(var child)) ->
          wanted == Readiness.Sign.LISTENING && isOf(phase, child);
      case Instance.Notified notified -> isReady(phase.facts(), notified);
      case Instance.Probed(var report) ->
          report.probe().equals(phase.live().probe())
              && report.verdict() == ProbeStreak.Verdict.HEALTHY;
      case Instance.LinkSaid(NodeLink.Left _),
          Instance.LinkSaid(NodeLink.Drained _),
          Instance.LinkSaid(NodeLink.Told _),
          Instance.LinkSaid(NodeLink.Said _) ->
          false;
    };
  }

  private static boolean isOf(Starting phase, ProcessId child) {
    return phase.live().id().equals(child);
  }

  /** Whether the present child has said so. */
  static boolean isReady(Facts facts, Instance.Notified said) {
    return isOf(facts, said) && said.message().saysReady();
  }

  private static boolean isOf(Facts facts, Instance.Notified said) {
    return said.launch() == facts.traces().launches();
  }

  /** Whether the present child has said that it is not well. */
  static boolean isIll(Facts facts, Instance.Notified said) {
    return isOf(facts, said) && said.message().saysUnhealthy();
  }

  /** The phase, knowing what its child has just said of itself. */
  static Phase noted(Phase phase, Instance.Notified said) {
    var live = phase.live();
    if (live == null || !isOf(phase.facts(), said)) {
      return phase;
    }
    var heard = live.hearing(said.message());
    return switch (phase) {
      case Starting one -> new Starting(one.facts(), heard, one.once(), one.waiting());
      case Running one -> new Running(one.facts(), heard, one.isReady(), one.latency());
      case Draining one -> new Draining(one.facts(), heard, one.steps(), one.waiting());
      case Stopping one ->
          new Stopping(one.facts(), heard, one.sequence(), one.sequel(), one.waiting());
      case Resting _, Launching _, BackingOff _, Leaving _, Gone _ -> phase;
    };
  }

  /** Whether a ready child has given a sign of life, or said how often it will. */
  static boolean isSignOfLife(Running phase, Instance.Notified said) {
    return phase.serves()
        && isOf(phase.facts(), said)
        && (said.message().isSignOfLife() || said.message().watchdog().isPresent());
  }

  /** {@link Instance.WatchdogElapsed} comes unless the child gives another sign of life in time. */
  void awaitSignOfLife(Live live) {
    var longest = live.watchdog();
    if (longest == null || longest.isZero()) {
      tools.timers().cancel(Timer.WATCHDOG);
    } else {
      var elapsed = new Instance.WatchdogElapsed(live.id());
      tools.timers().startSingleTimer(Timer.WATCHDOG, elapsed, longest);
    }
  }

  /** Whether a child has said that it is about to end by itself. */
  static boolean isLeaving(Running phase, Instance.Sign sign) {
    return switch (sign) {
      case Instance.LinkSaid(NodeLink.Left(var child)) -> phase.live().id().equals(child);
      case Instance.Notified said -> isOf(phase.facts(), said) && said.message().saysStopping();
      case Instance.BecameReady _, Instance.LinkSaid _, Instance.Probed _ -> false;
    };
  }

  /** The child is ready, or taken for it: from now on it is asked whether it is well. */
  Live watchHealth(Facts facts, Live live) {
    forgetLine(facts);
    var unwatched = end(live);
    awaitSignOfLife(live);
    var liveness = facts.spec().service().liveness();
    return liveness == null ? unwatched : unwatched.with(ask(facts, live, liveness));
  }

  private static void forgetLine(Facts facts) {
    var output = facts.traces().output();
    if (output != null) {
      output.lines().forget();
    }
  }

  /** The child is not asked any longer, nor are signs of life expected. */
  Live end(Live live) {
    tools.timers().cancel(Timer.WATCHDOG);
    var probe = live.probe();
    if (probe == null) {
      return live;
    }
    tools.context().stop(probe);
    return live.with(null);
  }

  private ActorRef<Probe.Command> ask(Facts facts, Live live, ProbeRules rules) {
    Prober prober = tools.around().machine().prober();
    int port = ChildEnvironment.port(live.env()).orElse(0);
    var cwd = facts.spec().program().cwd();
    return tools
        .context()
        .spawnAnonymous(
            Probe.create(() -> prober.ask(rules, port, cwd, live.env()), rules, reports),
            DispatcherSelector.sameAsParent());
  }
}
