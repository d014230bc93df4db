package dev.troupe.supervision.instance;

import static dev.troupe.supervision.instance.Step.done;
import static dev.troupe.supervision.instance.Step.refuse;
import static dev.troupe.supervision.instance.Step.stay;

import dev.troupe.supervision.instance.Phase.Running;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;

/** How an {@link Instance}'s child, and all that stems from it, is held and let go on. */
final class PauseSteps {
  private static final int SIGCONT = 18;
  private static final int SIGSTOP = 19;

  private final Tools tools;
  private final Steps steps;

  PauseSteps(Tools tools, Steps steps) {
    this.tools = tools;
    this.steps = steps;
  }

  /** A held child answers nobody, so nobody asks it how it is. */
  Step pause(Running phase, Instance.Pause request) {
    var hold = phase.live().hold();
    if (hold == null) {
      var unwatched = steps.vigil().end(phase.live());
      tools.news().paused(phase.facts(), unwatched.child().pid());
      return stay(signalling(phase.with(unwatched), Hold.Stage.BEGINNING, request.replyTo()));
    }
    return switch (hold.stage()) {
      case BEGINNING -> stay(joining(phase, hold, request.replyTo()));
      case HELD -> done(phase, request.replyTo());
      case ENDING -> refuse(phase, "is being resumed", request);
    };
  }

  Step resume(Running phase, Instance.Resume request) {
    var hold = phase.live().hold();
    if (hold == null) {
      return done(phase, request.replyTo());
    }
    return switch (hold.stage()) {
      case BEGINNING -> refuse(phase, "is being paused", request);
      case HELD -> stay(signalling(phase, Hold.Stage.ENDING, request.replyTo()));
      case ENDING -> stay(joining(phase, hold, request.replyTo()));
    };
  }

  private Running signalling(Running phase, Hold.Stage stage, ActorRef<Instance.Reply> replyTo) {
    var facts = phase.facts();
    var sent =
        tools
            .context()
            .messageAdapter(TreeSignal.Sent.class, end -> new Instance.TreeSignalled(end.root()));
    var work =
        tools
            .context()
            .spawnAnonymous(
                TreeSignal.create(
                    tools.around().machine().tree(),
                    phase.live().id(),
                    facts.identity().uniqueId(),
                    stage == Hold.Stage.ENDING ? SIGCONT : SIGSTOP,
                    sent),
                DispatcherSelector.sameAsParent());
    return phase.with(phase.live().held(new Hold(stage, work, Waiting.only(replyTo))));
  }

  private static Running joining(Running phase, Hold hold, ActorRef<Instance.Reply> replyTo) {
    var joined = new Hold(hold.stage(), hold.work(), hold.waiting().and(replyTo));
    return phase.with(phase.live().held(joined));
  }

  /** The whole tree has the signal. */
  Step signalled(Running phase, Hold hold) {
    var live = phase.live();
    return switch (hold.stage()) {
      case BEGINNING -> {
        var held = new Hold(Hold.Stage.HELD, hold.work(), Waiting.NOBODY);
        yield new Step(phase.with(live.held(held)), hold.waiting());
      }
      case HELD -> stay(phase);
      case ENDING -> {
        var facts = phase.facts();
        tools.news().resumed(facts, live.child().pid());
        var free = live.held(null);
        var watched = phase.isReady() ? steps.vigil().watchHealth(facts, free) : free;
        yield new Step(phase.with(watched), hold.waiting());
      }
    };
  }

  /** The child is ended or has ended: who waited for it to be held or to go on waits in vain. */
  Live forget(Facts facts, Live live) {
    var hold = live.hold();
    if (hold == null) {
      return live;
    }
    tools.context().stop(hold.work());
    hold.waiting().tell(Step.refusal(facts, "has ended"));
    return live.held(null);
  }
}
