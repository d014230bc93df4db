package dev.troupe.supervision.instance;

import static dev.troupe.supervision.instance.Step.refuse;
import static dev.troupe.supervision.instance.Step.stay;

import dev.troupe.supervision.instance.Instance.AtAnyTime;
import dev.troupe.supervision.instance.Instance.BackoffElapsed;
import dev.troupe.supervision.instance.Instance.Command;
import dev.troupe.supervision.instance.Instance.Farewell;
import dev.troupe.supervision.instance.Instance.LaunchEnded;
import dev.troupe.supervision.instance.Instance.News;
import dev.troupe.supervision.instance.Instance.Notified;
import dev.troupe.supervision.instance.Instance.PatienceEnded;
import dev.troupe.supervision.instance.Instance.Start;
import dev.troupe.supervision.instance.Instance.Stop;
import dev.troupe.supervision.instance.Instance.ToChild;
import dev.troupe.supervision.instance.Instance.Try;
import dev.troupe.supervision.instance.Phase.BackingOff;
import dev.troupe.supervision.instance.Phase.Launching;
import dev.troupe.supervision.instance.Phase.Resting;
import dev.troupe.supervision.saved.Sequel;

/** The part of {@link Instance} that has no child, or is about to start one. */
final class WhileDown {
  private final StartSteps starts;
  private final EndSteps ends;

  WhileDown(StartSteps starts, EndSteps ends) {
    this.starts = starts;
    this.ends = ends;
  }

  Step whileResting(Resting phase, Command command) {
    var facts = phase.facts();
    return switch (command) {
      case Start request ->
          starts.afresh(facts.following(request), Waiting.only(request.replyTo()));
      case Try(var spec, var replyTo) -> starts.once(facts.wanting(spec), replyTo);
      case Stop(var replyTo) -> ends.sweep(facts, new Sequel.Rest(), Waiting.only(replyTo));
      case Farewell request ->
          ends.sweep(facts, new Sequel.Leave(), Waiting.only(request.replyTo()));
      case ToChild request -> refuse(phase, "has no process", request);
      case AtAnyTime _, News _ -> stay(phase);
    };
  }

  Step whileLaunching(Launching phase, Command command) {
    return switch (command) {
      case LaunchEnded(var outcome) -> starts.afterLaunch(phase, outcome);
      case Notified sign when Vigil.isReady(phase.facts(), sign) -> stay(phase.ready());
      case PatienceEnded _ -> starts.outOfPatience(phase.with(Waiting.NOBODY), phase.waiting());
      case Start request when phase.cutShort() instanceof Sequel.Leave ->
          refuse(phase, "is being deleted", request);
      case Start request when phase.once() -> refuse(phase, "is being tried", request);
      case Start request -> starts.join(phase, request);
      case Stop request when phase.cutShort() instanceof Sequel.Leave ->
          starts.cutShort(phase, new Sequel.Leave(), request);
      case Stop request -> starts.cutShort(phase, new Sequel.Rest(), request);
      case Farewell request -> starts.cutShort(phase, new Sequel.Leave(), request);
      case Try request -> refuse(phase, "has been started already", request);
      case ToChild request -> refuse(phase, "is being started", request);
      case AtAnyTime _, News _ -> stay(phase);
    };
  }

  Step whileBackingOff(BackingOff phase, Command command) {
    var facts = phase.facts();
    return switch (command) {
      case BackoffElapsed _ -> starts.again(facts, phase.waiting());
      case PatienceEnded _ -> starts.outOfPatience(phase.with(Waiting.NOBODY), phase.waiting());
      case Start request -> starts.now(phase, request);
      case Stop(var replyTo) -> ends.sweep(facts, new Sequel.Rest(), phase.waiting().and(replyTo));
      case Farewell request ->
          ends.sweep(facts, new Sequel.Leave(), phase.waiting().and(request.replyTo()));
      case Try request -> refuse(phase, "has been started already", request);
      case ToChild request -> refuse(phase, "waits for its restart", request);
      case AtAnyTime _, News _ -> stay(phase);
    };
  }
}
