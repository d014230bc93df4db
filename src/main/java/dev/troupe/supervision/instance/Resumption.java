package dev.troupe.supervision.instance;

import static dev.troupe.supervision.instance.Step.stay;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Readiness;
import dev.troupe.os.NotifySocket;
import dev.troupe.os.SocketResult;
import dev.troupe.os.Takeover;
import dev.troupe.policy.NotifyMessage;
import dev.troupe.supervision.instance.Tools.Timer;
import dev.troupe.supervision.link.Talk;
import dev.troupe.supervision.saved.SavedInstance.Doing;
import dev.troupe.supervision.saved.Sequel;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link Instance} goes on that an earlier daemon has left in the middle of something. What
 * was asked of it then nobody waits for any more, but it is done all the same.
 */
final class Resumption {
  private final Tools tools;
  private final Steps steps;

  Resumption(Tools tools, Steps steps) {
    this.tools = tools;
    this.steps = steps;
  }

  Step first(Heir heir) {
    var facts = heir.facts();
    return switch (heir.saved().doing()) {
      case Doing.Resting(var problem) -> stay(new Phase.Resting(facts, problem));
      case Doing.BackingOff(var until) -> backOff(facts, until);
      case Doing.Leaving _ -> steps.ends().follow(facts, new Sequel.Leave(), Waiting.NOBODY);
      case Doing.Ending(var sequel) -> end(heir, sequel);
      case Doing.Starting starting -> afterStart(heir, starting);
      case Doing.Running(boolean isReady, boolean isHeld) -> goOn(heir, isReady, isHeld);
    };
  }

  private Step backOff(Facts facts, Instant until) {
    var left = Duration.between(tools.around().clock().instant(), until);
    var pause = left.isNegative() ? Duration.ZERO : left;
    tools.timers().startSingleTimer(Timer.BACKOFF, new Instance.BackoffElapsed(), pause);
    return stay(new Phase.BackingOff(facts, until, Waiting.NOBODY));
  }

  /** Its tree is ended from the beginning, with the whole grace period. */
  private Step end(Heir heir, Sequel sequel) {
    var live = live(heir);
    return live == null
        ? steps.ends().sweep(heir.facts(), sequel, Waiting.NOBODY)
        : steps.ends().end(live, heir.facts(), sequel, Waiting.NOBODY);
  }

  /** Nobody knows what the child may have said meanwhile, so its start is begun anew. */
  private Step afterStart(Heir heir, Doing.Starting starting) {
    if (starting.cutShort() != null) {
      return end(heir, starting.cutShort());
    }
    if (starting.once()) {
      return end(heir, new Sequel.Leave());
    }
    return heir.child() != null && isReadyAtOnce(heir.spec())
        ? goOn(heir, true, false)
        : end(heir, new Sequel.Start());
  }

  private Step goOn(Heir heir, boolean isReady, boolean isHeld) {
    var facts = heir.facts();
    var live = live(heir);
    if (live == null) {
      return withoutChild(heir, facts);
    }
    if (heir.takeover() instanceof Takeover.Deaf(var child, var reason)) {
      tools.news().deaf(facts, child.pid(), reason);
    }
    var next = isHeld ? live.held(hold()) : steps.vigil().watchHealth(facts, live);
    return stay(new Phase.Running(facts, next, isReady, null));
  }

  /** Whoever held it is done. */
  private Hold hold() {
    return new Hold(Hold.Stage.HELD, tools.context().getSystem().ignoreRef(), Waiting.NOBODY);
  }

  private Step withoutChild(Heir heir, Facts facts) {
    if (heir.takeover() instanceof Takeover.Refused(var process, var reason)) {
      tools.news().notTakenOver(facts, process.pid(), reason);
      return steps.ends().sweep(facts, new Sequel.Restart(), Waiting.NOBODY);
    }
    var last = facts.lastChild();
    if (last == null) {
      return steps.ends().sweep(facts, new Sequel.Start(), Waiting.NOBODY);
    }
    var ended = new Live(new Absent(last), Map.of(), null, null, null, null, null, null);
    return steps.aftermath().afterExit(facts, ended, Absent.STATUS, Waiting.NOBODY);
  }

  /** With all that tells of it. */
  private @Nullable Live live(Heir heir) {
    var child = heir.child();
    var bare = heir.phase(tools.around().home()).live();
    if (child == null || bare == null) {
      return null;
    }
    var link = steps.starts().watch(heir.facts(), child, Talk.resumed(heir.daemons()));
    return new Live(
        child,
        bare.env(),
        link,
        notices(heir.facts()),
        null,
        null,
        heir.spec().service().watchdog(),
        null);
  }

  /** At the path that the child was told. */
  private @Nullable NotifySocket notices(Facts facts) {
    if (!facts.notifies()) {
      return null;
    }
    int launch = facts.traces().launches();
    var self = tools.context().getSelf();
    var result =
        tools
            .around()
            .machine()
            .sockets()
            .notifySocket(
                Launch.numbers(facts),
                facts.spec().program().user(),
                text -> self.tell(new Instance.Notified(launch, new NotifyMessage(text))));
    return switch (result) {
      case SocketResult.Opened<NotifySocket>(var socket) -> socket;
      case SocketResult.Refused<NotifySocket> _ -> null;
    };
  }

  /** Whether a child has shown itself to be ready by no more than that it runs. */
  private static boolean isReadyAtOnce(AppSpec spec) {
    return spec.service().readiness().sign() == Readiness.Sign.STARTED;
  }
}
