package dev.troupe.supervision.instance;

import static dev.troupe.supervision.instance.Step.done;
import static dev.troupe.supervision.instance.Step.stay;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.RestartReason;
import dev.troupe.node.Telemetry;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.NotifyMessage;
import dev.troupe.policy.RestartHistory;
import dev.troupe.supervision.instance.Phase.BackingOff;
import dev.troupe.supervision.instance.Phase.Draining;
import dev.troupe.supervision.instance.Phase.Gone;
import dev.troupe.supervision.instance.Phase.Launching;
import dev.troupe.supervision.instance.Phase.Leaving;
import dev.troupe.supervision.instance.Phase.Resting;
import dev.troupe.supervision.instance.Phase.Running;
import dev.troupe.supervision.instance.Phase.Starting;
import dev.troupe.supervision.instance.Phase.Stopping;
import dev.troupe.supervision.link.NodeLink;
import dev.troupe.supervision.saved.Identity;
import dev.troupe.supervision.saved.Ledger;
import dev.troupe.supervision.surroundings.Surroundings;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * One instance of an app: at most one child process at a time, and all that is known of its past.
 *
 * <p>It tells its owner of each change ({@link Changed}) and answers each command once it is
 * carried out.
 */
public final class Instance {

  public sealed interface Command {}

  /** A wish of others, answered exactly once. */
  public sealed interface Request extends Command {
    ActorRef<Reply> replyTo();
  }

  /** A request that only a running child can meet. */
  public sealed interface ToChild extends Request {}

  /** A request that means the same whatever it is doing. */
  public sealed interface AtAnyTime extends Request {}

  /** A request to leave for good; then it waits for {@link Leave}. */
  public sealed interface Farewell extends Request {}

  /** News from within. */
  sealed interface News extends Command {}

  /** News that may show that the child is ready, or is not any longer. */
  sealed interface Sign extends News {}

  /** News about what a Node child tells; they mean the same whatever it is doing. */
  sealed interface Word extends News {}

  /**
   * Starts the child, or a new one in place of the one that runs; {@code spec} is what is wanted
   * from now on. Settled once it is ready, or taken for it when time is up; refused if it cannot be
   * started or is given up. Children that end before are followed by others, but nobody waits for
   * longer than one of them may take.
   *
   * @param reason what it is for, other than a command; null for a command
   */
  public record Start(AppSpec spec, @Nullable RestartReason reason, ActorRef<Reply> replyTo)
      implements Request {
    /** By command. */
    public Start(AppSpec spec, ActorRef<Reply> replyTo) {
      this(spec, null, replyTo);
    }
  }

  /** Ends the child; answered once nothing of its process tree is left. */
  public record Stop(ActorRef<Reply> replyTo) implements Request {}

  /** Like {@link Stop}; answered once all output is in the files. */
  public record Delete(ActorRef<Reply> replyTo) implements Farewell {}

  /**
   * Starts the child once, as the replacement of another generation: settled when it is ready,
   * refused with the reason if it ends before or is not ready in time; then it rests.
   */
  public record Try(AppSpec spec, ActorRef<Reply> replyTo) implements Request {}

  /** Like {@link Delete}, but what the child has begun it may end: it is drained first. */
  public record Retire(ActorRef<Reply> replyTo) implements Farewell {}

  /** Like {@link Delete}, of a replacement that is not wanted after all. */
  public record Abandon(ActorRef<Reply> replyTo) implements Farewell {}

  /** Answered once it has no child and wants none. */
  public record AwaitEnd(ActorRef<Reply> replyTo) implements AtAnyTime {}

  /** Sets the counts of restarts to zero. */
  public record Reset(ActorRef<Reply> replyTo) implements AtAnyTime {}

  /** Sends a signal to the child alone. */
  public record Signal(int number, ActorRef<Reply> replyTo) implements ToChild {}

  /** Writes a line to the child's standard input. */
  public record Send(String text, ActorRef<Reply> replyTo) implements ToChild {}

  /** Holds the child and all that stems from it; settled once none of them runs. */
  public record Pause(ActorRef<Reply> replyTo) implements ToChild {}

  /** Lets a paused child go on; settled at once if it is not paused. */
  public record Resume(ActorRef<Reply> replyTo) implements ToChild {}

  /**
   * Has a Node child do one of the actions it offers; answered with {@link Reply.Returned}.
   *
   * @param params any JSON value; null for an action that takes none
   */
  public record Trigger(String action, @Nullable Object params, ActorRef<Reply> replyTo)
      implements ToChild {}

  /** Notes whether PM2's monitoring is wished for. */
  public record Monitor(boolean isWished, ActorRef<Reply> replyTo) implements AtAnyTime {}

  /** Its owner has forgotten it, nothing more will come. Follows a farewell. */
  public record Leave() implements News {}

  record LaunchEnded(Launch.Outcome outcome) implements News {}

  record ChildExited(ProcessId child, ExitStatus status) implements News {}

  record WatchdogElapsed(ProcessId child) implements News {}

  record ReadyOverdue(ProcessId child) implements News {}

  record PatienceEnded() implements News {}

  record BackoffElapsed() implements News {}

  record DrainStepElapsed() implements News {}

  record TreeEnded(ProcessId root, List<ProcessId> survivors) implements News {}

  record OutputWritten() implements News {}

  record TreeSignalled(ProcessId root) implements News {}

  record ChildTold(NodeLink.Told told) implements Word {}

  /** Others may see newer metrics of the child of this launch. */
  record MetricsDue(int launch) implements Word {}

  record CallOverdue(long number) implements Word {}

  record BecameReady(ProcessId child) implements Sign {}

  record LinkSaid(NodeLink.News news) implements Sign {}

  /**
   * The child has told of itself as sd_notify(3) does.
   *
   * @param launch which child: the number of its launch
   */
  record Notified(int launch, NotifyMessage message) implements Sign {}

  record Probed(Probe.Report report) implements Sign {}

  /** What it tells its owner of itself. */
  public sealed interface Notice {}

  /** It looks different now. */
  public record Changed(Numbered instance) implements Notice {}

  /** It was deleted, or its actor has broken. */
  public record Ended(Identity instance) implements Notice {}

  /** What came of a command. */
  public sealed interface Reply {
    /** It was carried out; this is the instance afterwards. */
    record Settled(Numbered instance) implements Reply {}

    /**
     * An action has returned.
     *
     * @param value any JSON value
     */
    record Returned(InstanceSnapshot instance, @Nullable Object value) implements Reply {}

    /** It was deleted: nobody may count on it any longer. */
    record Deleted(Numbered instance) implements Reply {}

    /**
     * It was not carried out.
     *
     * @param reason one line
     * @param now the instance since; null if the request has not changed it
     */
    record Refused(int instance, String reason, @Nullable Numbered now) implements Reply {

      /** The request has not changed the instance. */
      public Refused(int instance, String reason) {
        this(instance, reason, null);
      }

      /** There is no such instance any longer. */
      public static Refused deleted(int instance) {
        return new Refused(instance, "%d was deleted".formatted(instance));
      }
    }
  }

  private static final int SIGTERM = 15;

  private final Tools tools;
  private final ActorRef<Notice> owner;
  private final Resumption resumption;
  private final WhileDown down;
  private final WhileUp up;
  private final WhileEnding ending;
  private final TalkSteps talks;

  private Instance(Tools tools) {
    var steps = new Steps(tools);
    this.tools = tools;
    this.resumption = new Resumption(tools, steps);
    this.owner = tools.owner();
    this.down = new WhileDown(steps.starts(), steps.ends());
    this.up = new WhileUp(steps, tools.news());
    this.ending = new WhileEnding(steps.ends());
    this.talks = steps.talks();
  }

  /**
   * A new instance, stopped.
   *
   * @param history of the instance it replaces, or a new one
   */
  public static Behavior<Command> create(
      Surroundings around,
      AppSpec spec,
      Identity identity,
      RestartHistory history,
      ActorRef<Notice> owner) {
    return create(around, NodeLink::create, spec, identity, history, owner);
  }

  /**
   * The same.
   *
   * @param links makes the daemon's end of a Node child's channel
   */
  static Behavior<Command> create(
      Surroundings around,
      Tools.LinkMaker links,
      AppSpec spec,
      Identity identity,
      RestartHistory history,
      ActorRef<Notice> owner) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  context.setLoggerName(Instance.class);
                  var phase = Phase.unborn(spec, identity, history);
                  var instance = new Instance(new Tools(around, links, owner, context, timers));
                  instance.tools.note(phase);
                  return instance.become(phase, phase.numbered(0));
                }));
  }

  /** One that an earlier daemon has left. */
  public static Behavior<Command> resume(Surroundings around, Heir heir, ActorRef<Notice> owner) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  context.setLoggerName(Instance.class);
                  var instance =
                      new Instance(new Tools(around, NodeLink::create, owner, context, timers));
                  var before = heir.phase(around.home()).numbered(0);
                  return instance.follow(instance.resumption.first(heir), before);
                }));
  }

  private Behavior<Command> become(Phase phase, Numbered shown) {
    return Behaviors.receive(
        (_, command) ->
            command instanceof Leave ? leave(phase) : follow(after(phase, command), shown),
        (_, signal) -> {
          if (signal instanceof PostStop) {
            abandon(phase);
          }
          return Behaviors.same();
        });
  }

  private Behavior<Command> leave(Phase phase) {
    var identity = phase.facts().identity();
    tools.around().ledger().note(new Ledger.Entry.InstanceLeft(identity));
    return Behaviors.stopped();
  }

  private Step after(Phase before, Command command) {
    if (command instanceof AtAnyTime request) {
      return atAnyTime(before, request);
    }
    if (command instanceof Word word) {
      return heard(before, word);
    }
    var phase = noted(before, command);
    return switch (phase) {
      case Resting resting -> down.whileResting(resting, command);
      case Launching launching -> down.whileLaunching(launching, command);
      case Starting starting -> up.whileStarting(starting, command);
      case Running running -> up.whileRunning(running, command);
      case BackingOff waiting -> down.whileBackingOff(waiting, command);
      case Draining draining -> up.whileDraining(draining, command);
      case Stopping stopping -> ending.whileStopping(stopping, command);
      case Leaving leaving -> ending.whileLeaving(leaving, command);
      case Gone gone -> WhileEnding.whenGone(gone, command);
    };
  }

  private static Phase noted(Phase before, Command command) {
    if (command instanceof Notified said) {
      return Vigil.noted(before, said);
    }
    boolean leavesItsId = command instanceof Retire || command instanceof Abandon;
    return leavesItsId ? before.with(before.facts().superseded()) : before;
  }

  private Step heard(Phase phase, Word word) {
    return switch (word) {
      case ChildTold(NodeLink.Told(var child, Telemetry.OnNode node)) ->
          child.equals(phase.facts().lastChild()) ? talks.told(phase, node) : stay(phase);
      case ChildTold(NodeLink.Told(var child, var telemetry)) ->
          phase.live() != null && phase.live().id().equals(child)
              ? talks.told(phase, telemetry)
              : stay(phase);
      case MetricsDue(int launch) ->
          launch == phase.facts().traces().launches() ? talks.metricsDue(phase) : stay(phase);
      case CallOverdue(long number) -> talks.overdue(phase, number);
    };
  }

  /** Tells the owner what has changed, then those who waited for it. */
  private Behavior<Command> follow(Step step, Numbered shown) {
    var next = step.next();
    tools.note(next);
    var now =
        next.snapshot().equals(shown.snapshot()) ? shown : next.numbered(shown.revision() + 1);
    if (!now.equals(shown)) {
      owner.tell(new Changed(now));
    }
    step.refusals().forEach(refusal -> refusal.tell(now));
    step.answered().tell(next instanceof Gone ? new Reply.Deleted(now) : new Reply.Settled(now));
    if (next.isOver()) {
      next.facts().awaitEnd().tell(new Reply.Settled(now));
      return become(next.with(next.facts().awaitedByNobody()), now);
    }
    return become(next, now);
  }

  private static Step atAnyTime(Phase phase, AtAnyTime request) {
    var facts = phase.facts();
    return switch (request) {
      case Reset(var replyTo) -> done(phase.with(facts.with(facts.history().reset())), replyTo);
      case AwaitEnd(var replyTo) -> stay(phase.with(facts.awaitedBy(replyTo)));
      case Monitor(boolean isWished, var replyTo) ->
          done(phase.with(facts.monitored(isWished)), replyTo);
    };
  }

  /**
   * This actor ends, by a bug or with the whole system: nobody watches its child any longer, nor
   * answers those who wait.
   */
  private static void abandon(Phase phase) {
    var refusal = Step.refusal(phase.facts(), "is no longer watched");
    phase.waiting().tell(refusal);
    phase.facts().awaitEnd().tell(refusal);
    phase.facts().traces().dialogue().end(phase.facts());
    var live = phase.live();
    if (live != null) {
      live.child().signal(SIGTERM);
    }
  }
}
