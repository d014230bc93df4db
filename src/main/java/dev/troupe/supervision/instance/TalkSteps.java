package dev.troupe.supervision.instance;

import static dev.troupe.supervision.instance.Step.refuse;
import static dev.troupe.supervision.instance.Step.stay;

import dev.troupe.node.DaemonLine;
import dev.troupe.node.Telemetry;
import dev.troupe.supervision.link.NodeLink;
import java.time.Duration;

/** What an {@link Instance} does with what its Node child tells of itself, and what it asks it. */
final class TalkSteps {
  /** For an action's answer. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Tools tools;

  TalkSteps(Tools tools) {
    this.tools = tools;
  }

  /** The child has told something. */
  Step told(Phase phase, Telemetry telemetry) {
    var dialogue = phase.facts().traces().dialogue();
    return switch (telemetry) {
      case Telemetry.OnNode(var version) -> {
        var facts = phase.facts();
        yield stay(phase.with(facts.with(facts.traces().onNode(version))));
      }
      case Telemetry.Metrics metrics -> measured(phase, dialogue.told(metrics));
      case Telemetry.ActionOffered action -> stay(with(phase, dialogue.told(action)));
      case Telemetry.Options options -> stay(with(phase, dialogue.told(options)));
      case Telemetry.ActionDone done -> answered(phase, dialogue, done);
      case Telemetry.Failure _, Telemetry.Note _ -> noted(phase, dialogue, telemetry);
    };
  }

  /** Shown at once, or when the next look is due. */
  private Step measured(Phase phase, Dialogue dialogue) {
    if (dialogue.isDue()) {
      return stay(with(phase, dialogue));
    }
    showLater(phase);
    return stay(with(phase, dialogue.showing().due(true)));
  }

  private void showLater(Phase phase) {
    var due = new Instance.MetricsDue(phase.facts().traces().launches());
    tools.context().scheduleOnce(Dialogue.PAUSE, tools.context().getSelf(), due);
  }

  /** Whatever has come meanwhile is shown; if nothing has, the next metrics are shown at once. */
  Step metricsDue(Phase phase) {
    var dialogue = phase.facts().traces().dialogue();
    if (dialogue.shown().equals(dialogue.told())) {
      return stay(with(phase, dialogue.due(false)));
    }
    showLater(phase);
    return stay(with(phase, dialogue.showing()));
  }

  private static Step answered(Phase phase, Dialogue dialogue, Telemetry.ActionDone done) {
    var call = dialogue.call(done.name());
    if (call.isEmpty()) {
      return stay(phase);
    }
    var shown = phase.numbered(0);
    call.get().replyTo().tell(new Instance.Reply.Returned(shown.snapshot(), done.value()));
    return stay(with(phase, dialogue.without(call.get())));
  }

  private Step noted(Phase phase, Dialogue before, Telemetry telemetry) {
    var dialogue = before.noted(tools.around().clock().instant());
    if (!dialogue.isTalkative()) {
      tools.news().noted(phase.facts(), telemetry);
    } else if (!before.isTalkative()) {
      tools.news().talkative(phase.facts());
    }
    return stay(with(phase, dialogue));
  }

  /** Has the child do something; the answer comes as {@link Telemetry.ActionDone}. */
  Step trigger(Phase phase, Live live, Instance.Trigger request) {
    var facts = phase.facts();
    var dialogue = facts.traces().dialogue();
    var link = live.link();
    var names = dialogue.told().actionNames();
    if (link == null || names.isEmpty()) {
      return refuse(phase, "offers no actions (@pm2/io's io.action makes one)", request);
    }
    if (!names.contains(request.action())) {
      var known = String.join(", ", names);
      return refuse(
          phase, "has no action %s; it has %s".formatted(request.action(), known), request);
    }
    link.tell(
        new NodeLink.Say(DaemonLine.trigger(request.action(), request.params(), name(facts))));
    var overdue = new Instance.CallOverdue(dialogue.nextCall());
    tools.context().scheduleOnce(PATIENCE, tools.context().getSelf(), overdue);
    return stay(with(phase, dialogue.calling(request.action(), request.replyTo())));
  }

  private static String name(Facts facts) {
    return facts.spec().name();
  }

  /** The child has not answered in time. */
  Step overdue(Phase phase, long number) {
    var dialogue = phase.facts().traces().dialogue();
    var call = dialogue.call(number);
    if (call.isEmpty()) {
      return stay(phase);
    }
    var reason =
        "has not answered %s within %d s".formatted(call.get().action(), PATIENCE.toSeconds());
    call.get().replyTo().tell(Step.refusal(phase.facts(), reason));
    return stay(with(phase, dialogue.without(call.get())));
  }

  private static Phase with(Phase phase, Dialogue dialogue) {
    var facts = phase.facts();
    return phase.with(facts.with(facts.traces().with(dialogue)));
  }
}
