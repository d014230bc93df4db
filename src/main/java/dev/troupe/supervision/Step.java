package dev.troupe.supervision;

import org.apache.pekko.actor.typed.ActorRef;

/**
 * What a command leads an {@link Instance} to.
 *
 * @param next the phase from now on
 * @param answered those whose request is carried out with it
 */
record Step(Phase next, Waiting answered) {

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
