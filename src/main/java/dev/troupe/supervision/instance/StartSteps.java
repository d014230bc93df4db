package dev.troupe.supervision.instance;

import static dev.troupe.supervision.instance.Step.stay;

import dev.troupe.model.ExitStatus;
import dev.troupe.model.Readiness;
import dev.troupe.os.Channel;
import dev.troupe.os.Child;
import dev.troupe.os.Signals;
import dev.troupe.policy.NotifyMessage;
import dev.troupe.supervision.instance.Phase.BackingOff;
import dev.troupe.supervision.instance.Phase.Launching;
import dev.troupe.supervision.instance.Phase.Running;
import dev.troupe.supervision.instance.Phase.Starting;
import dev.troupe.supervision.link.NodeLink;
import dev.troupe.supervision.link.Talk;
import dev.troupe.supervision.saved.Sequel;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.jspecify.annotations.Nullable;

/** How an {@link Instance}'s child comes to run, and to be ready. */
final class StartSteps {
  private final Tools tools;
  private final Steps steps;
  private final ActorRef<NodeLink.News> linkNews;

  StartSteps(Tools tools, Steps steps) {
    this.tools = tools;
    this.steps = steps;
    this.linkNews = tools.context().messageAdapter(NodeLink.News.class, StartSteps::heard);
  }

  private static Instance.Command heard(NodeLink.News news) {
    return news instanceof NodeLink.Told told
        ? new Instance.ChildTold(told)
        : new Instance.LinkSaid(news);
  }

  /** A start by command begins a new series. */
  Step afresh(Facts facts, Waiting waiting) {
    return launch(newSeries(facts), false, waiting);
  }

  /** The only attempt there will be. */
  Step once(Facts facts, ActorRef<Instance.Reply> replyTo) {
    return launch(newSeries(facts), true, Waiting.only(replyTo));
  }

  /** In place of the start that a pause was for. */
  Step now(BackingOff phase, Instance.Start start) {
    tools.timers().cancelAll();
    var facts = phase.facts().following(start);
    return afresh(restarted(facts), phase.waiting().and(start.replyTo()));
  }

  Step again(Facts facts, Waiting waiting) {
    return launch(restarted(facts), false, waiting);
  }

  private Facts newSeries(Facts facts) {
    return facts.with(facts.history().newSeries(tools.around().clock().instant()));
  }

  private static Facts restarted(Facts facts) {
    return facts.with(facts.history().restarted());
  }

  private Step launch(Facts before, boolean once, Waiting waiting) {
    var usesPorts = before.isCluster() || before.inheritsSockets();
    var facts =
        before
            .with(before.history().launchedAt(tools.around().clock().instant()))
            .with(before.traces().launching(usesPorts));
    var launching = new Launching(facts, once, null, false, waiting);
    tools.note(launching);
    int launch = facts.traces().launches();
    var self = tools.context().getSelf();
    tools
        .context()
        .pipeToSelf(
            tools
                .launch()
                .of(
                    facts,
                    !once,
                    text -> self.tell(new Instance.Notified(launch, new NotifyMessage(text)))),
            (outcome, failure) ->
                new Instance.LaunchEnded(
                    outcome != null ? outcome : Launch.Outcome.broken(facts, failure)));
    return stay(launching);
  }

  /** A second start joins the first, unless it wants something else started. */
  Step join(Launching phase, Instance.Start start) {
    var facts = phase.facts();
    if (phase.cutShort() == null && start.spec().equals(facts.spec())) {
      return stay(phase.with(phase.waiting().and(start.replyTo())));
    }
    return cutShort(phase.with(facts.following(start)), new Sequel.Restart(), start);
  }

  /** The child is to be ended as soon as it is there. */
  Step cutShort(Launching phase, Sequel sequel, Instance.Request request) {
    tools.timers().cancelAll();
    var waiting = steps.ends().takenOver(phase.facts(), phase.once(), phase.waiting());
    return stay(phase.with(sequel).with(waiting.and(request.replyTo())));
  }

  Step afterLaunch(Launching phase, Launch.Outcome outcome) {
    var facts = phase.facts();
    var traces = facts.traces().writingTo(outcome.output());
    return switch (outcome) {
      case Launch.Outcome.Up up ->
          launched(phase.with(facts.with(traces.launched(up.child().id()))), up);
      case Launch.Outcome.Down(_, var reason) ->
          launchFailed(phase.with(facts.with(traces)), reason);
    };
  }

  private Step launched(Launching phase, Launch.Outcome.Up up) {
    var facts = phase.facts();
    var child = up.child();
    tools.news().started(facts, child.pid());
    var link = watch(facts, child, Talk.START);
    var watchdog = facts.spec().service().watchdog();
    var live = new Live(child, up.env(), link, up.notices(), null, null, watchdog, null);
    if (phase.cutShort() != null) {
      return steps.ends().end(live, facts, phase.cutShort(), phase.waiting());
    }
    if (phase.saidReady() || facts.readiness().sign() == Readiness.Sign.STARTED) {
      return ready(new Starting(facts, live, phase.once(), phase.waiting()));
    }
    var watched = steps.vigil().awaitReady(facts, live, up.line());
    return stay(new Starting(facts, watched, phase.once(), phase.waiting()));
  }

  /**
   * From now on its end is noticed, and what it says.
   *
   * @return the link to a Node child; null to others
   */
  @Nullable ActorRef<NodeLink.Command> watch(Facts facts, Child child, Talk talk) {
    tools
        .context()
        .pipeToSelf(
            tools.launch().ending(facts, child.exit()),
            (status, _) ->
                new Instance.ChildExited(
                    child.id(), status != null ? status : new ExitStatus.Unknown()));
    return child.channel().map(linkTo(facts, child, talk)).orElse(null);
  }

  private Function<Channel, ActorRef<NodeLink.Command>> linkTo(
      Facts facts, Child child, Talk talk) {
    return channel ->
        tools
            .context()
            .spawnAnonymous(
                tools
                    .links()
                    .create(
                        facts.identity().tenant(),
                        child.id(),
                        channel,
                        facts.isCluster(),
                        facts.spec().service().balance(),
                        talk,
                        tools.around().ports(),
                        linkNews),
                DispatcherSelector.sameAsParent());
  }

  private Step launchFailed(Launching phase, String reason) {
    var facts = phase.facts();
    tools.news().launchFailed(facts, reason);
    if (phase.cutShort() != null) {
      return steps.ends().follow(facts, phase.cutShort(), phase.waiting());
    }
    if (phase.once()) {
      return steps.aftermath().giveUp(facts, reason, phase.waiting());
    }
    return steps
        .aftermath()
        .afterFailedLaunch(facts, reason)
        .refusing(phase.waiting(), facts, reason);
  }

  /** The child is ready, or taken for it. */
  Step ready(Starting phase) {
    tools.timers().cancelAll();
    var facts = phase.facts();
    var live = steps.vigil().watchHealth(facts, phase.live());
    tools.news().online(facts, live.child().pid());
    var filed =
        phase.once() ? facts.with(facts.traces().filing(tools.launch().adopt(facts, live))) : facts;
    return new Step(new Running(filed, live, true, null), phase.waiting());
  }

  /** Time is up and the child is not ready. */
  Step overdue(Starting phase) {
    var timeout = phase.facts().readiness().timeout();
    return switch (phase.facts().readiness().onTimeout()) {
      case ACCEPT -> {
        tools.news().takenForReady(phase.facts(), timeout);
        yield ready(phase);
      }
      case ROLLBACK -> failed(phase, notReadyWithin(phase.facts()));
    };
  }

  /** The child runs, but is not going to be ready. */
  Step failed(Starting phase, String reason) {
    var facts = phase.facts();
    tools.news().launchFailed(facts, reason);
    if (phase.once()) {
      return steps.ends().end(phase.live(), facts, new Sequel.Fail(reason), phase.waiting());
    }
    return steps
        .ends()
        .end(phase.live(), facts, new Sequel.Crash(reason, false), Waiting.NOBODY)
        .refusing(phase.waiting(), facts, reason);
  }

  /** The child has ended before it was ready. */
  Step exited(Starting phase, ExitStatus status) {
    if (!phase.once()) {
      return steps.aftermath().afterExit(phase.facts(), phase.live(), status, phase.waiting());
    }
    var end = End.byItself(status, phase.facts().spec().restart());
    var facts = steps.aftermath().exited(phase.facts(), phase.live(), end, false);
    var reason = words(status) + " before it was ready";
    return steps.ends().sweep(facts, new Sequel.Fail(reason), phase.waiting());
  }

  /** Those who wait for a start have waited for as long as a child may take to be ready. */
  Step outOfPatience(Phase emptied, Waiting waiting) {
    return switch (emptied.facts().readiness().onTimeout()) {
      case ACCEPT -> new Step(emptied, waiting);
      case ROLLBACK ->
          stay(emptied).refusing(waiting, emptied.facts(), notReadyWithin(emptied.facts()));
    };
  }

  private static String notReadyWithin(Facts facts) {
    var timeout = facts.readiness().timeout();
    return timeout.toMillisPart() == 0
        ? "was not ready within %d s".formatted(timeout.toSeconds())
        : "was not ready within %d ms".formatted(timeout.toMillis());
  }

  private static String words(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Exited(int code) -> "exited with code %d".formatted(code);
      case ExitStatus.Signaled(int signal, boolean outOfMemory) ->
          "was ended by %s%s".formatted(Signals.name(signal), outOfMemory ? ", out of memory" : "");
      case ExitStatus.Unknown() -> "ended";
    };
  }
}
