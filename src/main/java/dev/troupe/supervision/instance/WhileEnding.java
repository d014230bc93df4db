package dev.troupe.supervision.instance;

import static dev.troupe.supervision.instance.Step.done;
import static dev.troupe.supervision.instance.Step.refuse;
import static dev.troupe.supervision.instance.Step.stay;

import dev.troupe.supervision.instance.Instance.AtAnyTime;
import dev.troupe.supervision.instance.Instance.ChildExited;
import dev.troupe.supervision.instance.Instance.Command;
import dev.troupe.supervision.instance.Instance.Farewell;
import dev.troupe.supervision.instance.Instance.News;
import dev.troupe.supervision.instance.Instance.OutputWritten;
import dev.troupe.supervision.instance.Instance.Start;
import dev.troupe.supervision.instance.Instance.Stop;
import dev.troupe.supervision.instance.Instance.ToChild;
import dev.troupe.supervision.instance.Instance.TreeEnded;
import dev.troupe.supervision.instance.Instance.Try;
import dev.troupe.supervision.instance.Phase.Gone;
import dev.troupe.supervision.instance.Phase.Leaving;
import dev.troupe.supervision.instance.Phase.Stopping;
import dev.troupe.supervision.saved.Sequel;

/** The part of {@link Instance} that ends its child, or is about to leave itself. */
final class WhileEnding {
  private final EndSteps ends;

  WhileEnding(EndSteps ends) {
    this.ends = ends;
  }

  Step whileStopping(Stopping phase, Command command) {
    return switch (command) {
      case ChildExited(var id, var status)
          when phase.live() != null && id.equals(phase.live().id()) ->
          ends.childEnded(phase, phase.live(), status);
      case TreeEnded(var root, var survivors) when root.equals(phase.facts().lastChild()) ->
          ends.treeEnded(phase, survivors);
      case Start request when phase.sequel() instanceof Sequel.Leave ->
          refuse(phase, "is being deleted", request);
      case Start request ->
          ends.redirect(phase.with(phase.facts().following(request)), startAfter(phase), request);
      case Stop request when phase.sequel() instanceof Sequel.Leave ->
          ends.redirect(phase, new Sequel.Leave(), request);
      case Stop request -> ends.redirect(phase, new Sequel.Rest(), request);
      case Farewell request -> ends.redirect(phase, new Sequel.Leave(), request);
      case Try request -> refuse(phase, "has been started already", request);
      case ToChild request -> refuse(phase, "is being stopped", request);
      case AtAnyTime _, News _ -> stay(phase);
    };
  }

  /** A start after a stop is no restart. */
  private static Sequel startAfter(Stopping phase) {
    return switch (phase.sequel()) {
      case Sequel.Start _, Sequel.Rest _, Sequel.Fail _ -> new Sequel.Start();
      case Sequel.Restart _, Sequel.Crash _, Sequel.Leave _ -> new Sequel.Restart();
    };
  }

  Step whileLeaving(Leaving phase, Command command) {
    return switch (command) {
      case OutputWritten _ -> ends.gone(phase);
      case Stop(var replyTo) -> stay(new Leaving(phase.facts(), phase.waiting().and(replyTo)));
      case Farewell request ->
          stay(new Leaving(phase.facts(), phase.waiting().and(request.replyTo())));
      case Start request -> refuse(phase, "is being deleted", request);
      case Try request -> refuse(phase, "is being deleted", request);
      case ToChild request -> refuse(phase, "is being deleted", request);
      case AtAnyTime _, News _ -> stay(phase);
    };
  }

  static Step whenGone(Gone phase, Command command) {
    return switch (command) {
      case Stop(var replyTo) -> done(phase, replyTo);
      case Farewell request -> done(phase, request.replyTo());
      case Start request -> refuse(phase, "was deleted", request);
      case Try request -> refuse(phase, "was deleted", request);
      case ToChild request -> refuse(phase, "was deleted", request);
      case AtAnyTime _, News _ -> stay(phase);
    };
  }
}
