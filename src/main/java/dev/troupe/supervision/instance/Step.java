package dev.troupe.supervision.instance;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What a command leads an {@link Instance} to.
 *
 * @param next the phase from now on
 * @param answered those whose request is carried out with it
 * @param refusals of those whose request cannot be carried out, told once the phase is known
 */
record Step(Phase next, Waiting answered, List<Refusal> refusals) {
  Step {
    refusals = List.copyOf(refusals);
  }

  Step(Phase next, Waiting answered) {
    this(next, answered, List.of());
  }

  /** An answer to those who wait in vain. */
  record Refusal(Waiting waiting, Instance.Reply.Refused reply) {
    void tell(Numbered now) {
      waiting.tell(new Instance.Reply.Refused(reply.instance(), reply.reason(), now));
    }
  }

  /** The same, and these are told why not. */
  Step refusing(Waiting others, Facts facts, String reason) {
    var all = new ArrayList<>(refusals);
    all.add(new Refusal(others, refusal(facts, reason)));
    return new Step(next, answered, all);
  }

  /** Nobody is answered yet. */
  static Step stay(Phase phase) {
    return new Step(phase, Waiting.NOBODY);
  }

  static Step done(Phase phase, ActorRef<Instance.Reply> replyTo) {
    return new Step(phase, Waiting.only(replyTo));
  }

  /** The request is answered at once: it cannot be met in this phase. */
  static Step refuse(Phase phase, String reason, Instance.Request request) {
    request.replyTo().tell(refusal(phase.facts(), reason));
    return stay(phase);
  }

  static Instance.Reply.Refused refusal(Facts facts, String reason) {
    int id = facts.identity().id();
    return new Instance.Reply.Refused(id, "%s[%d] %s".formatted(facts.spec().name(), id, reason));
  }
}
