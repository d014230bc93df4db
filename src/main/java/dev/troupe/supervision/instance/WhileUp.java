package dev.troupe.supervision.instance;

import static dev.troupe.supervision.instance.Step.done;
import static dev.troupe.supervision.instance.Step.refuse;
import static dev.troupe.supervision.instance.Step.stay;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troupe.os.Prober;
import dev.troupe.policy.ProbeStreak;
import dev.troupe.supervision.instance.Instance.Abandon;
import dev.troupe.supervision.instance.Instance.AtAnyTime;
import dev.troupe.supervision.instance.Instance.ChildExited;
import dev.troupe.supervision.instance.Instance.Command;
import dev.troupe.supervision.instance.Instance.Delete;
import dev.troupe.supervision.instance.Instance.DrainStepElapsed;
import dev.troupe.supervision.instance.Instance.Farewell;
import dev.troupe.supervision.instance.Instance.LinkSaid;
import dev.troupe.supervision.instance.Instance.News;
import dev.troupe.supervision.instance.Instance.Notified;
import dev.troupe.supervision.instance.Instance.PatienceEnded;
import dev.troupe.supervision.instance.Instance.Pause;
import dev.troupe.supervision.instance.Instance.Probed;
import dev.troupe.supervision.instance.Instance.ReadyOverdue;
import dev.troupe.supervision.instance.Instance.Reply;
import dev.troupe.supervision.instance.Instance.Resume;
import dev.troupe.supervision.instance.Instance.Retire;
import dev.troupe.supervision.instance.Instance.Send;
import dev.troupe.supervision.instance.Instance.Sign;
import dev.troupe.supervision.instance.Instance.Signal;
import dev.troupe.supervision.instance.Instance.Start;
import dev.troupe.supervision.instance.Instance.Stop;
import dev.troupe.supervision.instance.Instance.ToChild;
import dev.troupe.supervision.instance.Instance.TreeSignalled;
import dev.troupe.supervision.instance.Instance.Trigger;
import dev.troupe.supervision.instance.Instance.Try;
import dev.troupe.supervision.instance.Instance.WatchdogElapsed;
import dev.troupe.supervision.instance.Phase.Draining;
import dev.troupe.supervision.instance.Phase.Running;
import dev.troupe.supervision.instance.Phase.Starting;
import dev.troupe.supervision.link.NodeLink;
import dev.troupe.supervision.saved.Sequel;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The part of {@link Instance} that has a child and leaves it alone: what a command means while the
 * child becomes ready, does its work, or finishes it.
 */
final class WhileUp {
  private static final String TRIGGERED = "it said so itself (WATCHDOG=trigger)";

  private final StartSteps starts;
  private final EndSteps ends;
  private final Aftermath aftermath;
  private final Vigil vigil;
  private final PauseSteps pauses;
  private final TalkSteps talks;
  private final Announcements news;

  WhileUp(Steps steps, Announcements news) {
    this.starts = steps.starts();
    this.ends = steps.ends();
    this.aftermath = steps.aftermath();
    this.vigil = steps.vigil();
    this.pauses = steps.pauses();
    this.talks = steps.talks();
    this.news = news;
  }

  Step whileStarting(Starting phase, Command command) {
    var live = phase.live();
    return switch (command) {
      case Sign sign when vigil.isShownBy(phase, sign) -> starts.ready(phase);
      case Notified said when Vigil.isIll(phase.facts(), said) ->
          starts.failed(phase, "unhealthy: " + TRIGGERED);
      case ChildExited(var id, var status) when id.equals(live.id()) ->
          starts.exited(phase, status);
      case ReadyOverdue(var id) when id.equals(live.id()) -> starts.overdue(phase);
      case PatienceEnded _ -> starts.outOfPatience(phase.with(Waiting.NOBODY), phase.waiting());
      case Start request when phase.once() -> refuse(phase, "is being tried", request);
      case Start request ->
          endUnready(
              phase.with(phase.facts().following(request)),
              new Sequel.Restart(),
              request.replyTo());
      case Stop(var replyTo) -> endUnready(phase, new Sequel.Rest(), replyTo);
      case Farewell request -> endUnready(phase, new Sequel.Leave(), request.replyTo());
      case Try request -> refuse(phase, "has been started already", request);
      case ToChild request -> handOn(phase, live, request);
      case AtAnyTime _, News _ -> stay(phase);
    };
  }

  private Step endUnready(Starting phase, Sequel sequel, ActorRef<Reply> replyTo) {
    var waiting = ends.takenOver(phase.facts(), phase.once(), phase.waiting());
    return ends.end(phase.live(), phase.facts(), sequel, waiting.and(replyTo));
  }

  Step whileRunning(Running phase, Command command) {
    var live = phase.live();
    var facts = phase.facts();
    return switch (command) {
      case ChildExited(var id, var status) when id.equals(live.id()) ->
          aftermath.afterExit(facts, live, status, Waiting.NOBODY);
      case Probed(var report) when report.probe().equals(live.probe()) -> afterProbe(phase, report);
      case Sign sign when Vigil.isLeaving(phase, sign) ->
          stay(new Running(facts, vigil.end(live), false, phase.latency()));
      case Notified said when Vigil.isIll(facts, said) -> unhealthy(phase, TRIGGERED);
      case Notified said when Vigil.isSignOfLife(phase, said) -> {
        vigil.awaitSignOfLife(live);
        yield stay(phase);
      }
      case WatchdogElapsed(var id) when id.equals(live.id()) -> unhealthy(phase, silent(live));
      case TreeSignalled(var root) when root.equals(live.id()) && live.hold() != null ->
          pauses.signalled(phase, live.hold());
      case Pause request -> pauses.pause(phase, request);
      case Resume request -> pauses.resume(phase, request);
      case Start request ->
          ends.end(
              live,
              facts.following(request),
              new Sequel.Restart(),
              Waiting.only(request.replyTo()));
      case Stop(var replyTo) -> ends.end(live, facts, new Sequel.Rest(), Waiting.only(replyTo));
      case Retire(var replyTo) when phase.serves() -> ends.drain(phase, replyTo);
      case Farewell request ->
          ends.end(live, facts, new Sequel.Leave(), Waiting.only(request.replyTo()));
      case Try request -> refuse(phase, "has been started already", request);
      case Trigger request when phase.isHeld() -> refuse(phase, "is paused", request);
      case ToChild request -> handOn(phase, live, request);
      case AtAnyTime _, News _ -> stay(phase);
    };
  }

  private Step afterProbe(Running phase, Probe.Report report) {
    return switch (report.answer()) {
      case Prober.Answer.Healthy(var took) -> stay(phase.with(took));
      case Prober.Answer.Unhealthy(_, var reason)
          when report.verdict() == ProbeStreak.Verdict.UNHEALTHY ->
          unhealthy(phase, reason);
      case Prober.Answer.Unhealthy _ -> stay(phase);
    };
  }

  private Step unhealthy(Running phase, String reason) {
    news.unhealthy(phase.facts(), phase.live().child().pid(), reason);
    var crash = new Sequel.Crash("unhealthy: " + reason, true);
    return ends.end(phase.live(), phase.facts(), crash, Waiting.NOBODY);
  }

  private static String silent(Live live) {
    var watchdog = live.watchdog();
    return "gave no sign of life (WATCHDOG=1) for %d ms"
        .formatted(watchdog == null ? 0 : watchdog.toMillis());
  }

  Step whileDraining(Draining phase, Command command) {
    return switch (command) {
      case ChildExited(var id, var status) when id.equals(phase.live().id()) ->
          ends.drained(phase, status);
      case DrainStepElapsed _ -> ends.drainOn(phase.withoutFirst());
      case LinkSaid(NodeLink.Drained(var child)) when child.equals(phase.live().id()) ->
          ends.drainedEarly(phase);
      case Retire(var replyTo) -> stay(phase.with(phase.waiting().and(replyTo)));
      case Stop(var replyTo) -> ends.hurry(phase, phase.waiting().and(replyTo));
      case Delete(var replyTo) -> ends.hurry(phase, phase.waiting().and(replyTo));
      case Abandon(var replyTo) -> ends.hurry(phase, phase.waiting().and(replyTo));
      case Start request -> refuse(phase, "is being deleted", request);
      case Try request -> refuse(phase, "has been started already", request);
      case ToChild request -> handOn(phase, phase.live(), request);
      case AtAnyTime _, News _ -> stay(phase);
    };
  }

  private Step handOn(Phase phase, Live live, ToChild request) {
    var child = live.child();
    return switch (request) {
      case Signal(int number, var replyTo) when child.signal(number) -> done(phase, replyTo);
      case Signal _ -> refuse(phase, "has just ended", request);
      case Send(var text, var replyTo) when child.write(text.getBytes(UTF_8)) ->
          done(phase, replyTo);
      case Send _ -> refuse(phase, "does not read its standard input", request);
      case Trigger trigger -> talks.trigger(phase, live, trigger);
      case Pause _ -> refuse(phase, "cannot be paused now: it is starting or ending", request);
      case Resume _ -> done(phase, request.replyTo());
    };
  }
}
