package dev.troupe.supervision.instance;

import static dev.troupe.supervision.instance.Step.stay;

import dev.troupe.model.ExitStatus;
import dev.troupe.model.PastExit;
import dev.troupe.policy.RestartPolicy;
import dev.troupe.policy.RestartPolicy.Decision;
import dev.troupe.supervision.instance.Phase.BackingOff;
import dev.troupe.supervision.instance.Phase.Resting;
import dev.troupe.supervision.instance.Tools.Timer;
import dev.troupe.supervision.link.NodeLink;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.saved.Sequel;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What follows when an {@link Instance}'s child has ended though nobody asked for it. */
final class Aftermath {
  private final Tools tools;
  private final Steps steps;

  Aftermath(Tools tools, Steps steps) {
    this.tools = tools;
    this.steps = steps;
  }

  /**
   * The restart rules decide.
   *
   * @param waiting those who wait for it to be ready
   */
  Step afterExit(Facts facts, Live live, ExitStatus status, Waiting waiting) {
    tools.timers().cancel(Timer.READY);
    tools.timers().cancel(Timer.UPTIME);
    var decision = RestartPolicy.afterExit(facts.spec().restart(), facts.history(), status, now());
    var end = End.byItself(status, facts.spec().restart());
    var ended = exited(facts, live, end, decision instanceof Decision.RestartAfter);
    return follow(ended, decision, null, waiting);
  }

  /** Not even a child came of it. */
  Step afterFailedLaunch(Facts facts, String reason) {
    var decision =
        RestartPolicy.afterExit(
            facts.spec().restart(), facts.history(), new ExitStatus.Unknown(), now());
    return follow(facts, decision, reason, Waiting.NOBODY);
  }

  /** Its child had to be ended, and is. */
  Step afterCrash(Facts facts, Sequel.Crash crash, Waiting waiting) {
    var rules = facts.spec().restart();
    var decision =
        crash.wasReady()
            ? RestartPolicy.afterExit(rules, facts.history(), new ExitStatus.Unknown(), now())
            : RestartPolicy.afterFailedStart(rules, facts.history(), now());
    return follow(facts, decision, crash.reason(), waiting);
  }

  /**
   * Clears away what was held for the child's sake.
   *
   * @param isReturning whether another child will follow
   */
  Facts exited(Facts facts, Live live, End end, boolean isReturning) {
    steps.vigil().end(live);
    steps.pauses().forget(facts, live);
    facts.traces().dialogue().end(facts);
    tools.news().exited(facts, live.child().pid(), end);
    if (live.link() != null) {
      live.link().tell(new NodeLink.ChildEnded(isReturning));
    } else if (facts.traces().isTenant()) {
      tellPorts(facts, isReturning);
    }
    var uptime = Duration.between(facts.history().startedAt(), now());
    var traces =
        facts
            .traces()
            .exited(new PastExit(now(), uptime, end.status()))
            .filing(tools.launch().clear(facts, live));
    return facts.with(isReturning ? traces : traces.movedOut());
  }

  /**
   * @param failure why its child ended, or there was none; null if it ended by itself
   */
  private Step follow(Facts facts, Decision decision, @Nullable String failure, Waiting waiting) {
    return switch (decision) {
      case Decision.StayStopped _ when failure == null -> rest(facts, waiting);
      case Decision.StayStopped _ -> giveUp(facts, failure, waiting);
      case Decision.GiveUp(var reason, var history) ->
          giveUp(facts.with(history), failure == null ? reason : failure, waiting);
      case Decision.RestartAfter(var pause, var history) -> {
        loosePatience(facts, waiting);
        yield pause.isZero()
            ? steps.starts().again(facts.with(history), waiting)
            : backOff(facts.with(history), pause, waiting);
      }
    };
  }

  /** Whoever asked for the start does not wait for more than one child's time. */
  private void loosePatience(Facts facts, Waiting waiting) {
    if (!waiting.isEmpty() && !tools.timers().isTimerActive(Timer.PATIENCE)) {
      var waited = Duration.between(facts.history().createdAt(), now());
      var left = facts.readiness().timeout().minus(waited);
      tools
          .timers()
          .startSingleTimer(
              Timer.PATIENCE,
              new Instance.PatienceEnded(),
              left.isNegative() ? Duration.ZERO : left);
    }
  }

  private Step backOff(Facts facts, Duration pause, Waiting waiting) {
    tools.timers().startSingleTimer(Timer.BACKOFF, new Instance.BackoffElapsed(), pause);
    tools.news().restartScheduled(facts, pause);
    return stay(new BackingOff(facts, now().plus(pause), waiting));
  }

  /** It has done what it was there for, or was told to rest. */
  Step rest(Facts facts, Waiting waiting) {
    tools.timers().cancelAll();
    tools.news().stopped(facts);
    return new Step(new Resting(movedOut(facts), null), waiting);
  }

  /** It rests, and cannot help it. */
  Step giveUp(Facts facts, String reason, Waiting waiting) {
    tools.timers().cancelAll();
    tools.news().gaveUp(facts, reason);
    return stay(new Resting(movedOut(facts), reason)).refusing(waiting, facts, reason);
  }

  /** No socket needs to be held for it any longer. */
  Facts movedOut(Facts facts) {
    if (!facts.traces().isTenant()) {
      return facts;
    }
    tellPorts(facts, false);
    return facts.with(facts.traces().movedOut());
  }

  private void tellPorts(Facts facts, boolean isReturning) {
    tools.around().ports().tell(new Ports.ChildEnded(facts.identity().tenant(), isReturning));
  }

  private Instant now() {
    return tools.around().clock().instant();
  }
}
