package dev.troupe.supervision.instance;

import dev.troupe.model.StopRules;
import dev.troupe.os.ProcessId;
import dev.troupe.os.ProcessTree;
import dev.troupe.os.Signals;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Ends one process tree: the stop signal, a grace period, SIGKILL until nothing is left. Answers
 * once and stops.
 */
final class StopSequence {

  sealed interface Command {}

  /** The first process has just ended: look whether that was all. */
  record LookNow() implements Command {}

  private record Looked(List<ProcessId> members) implements Command {}

  private record LookAgain() implements Command {}

  private record GraceElapsed() implements Command {}

  /**
   * It is over.
   *
   * @param root the tree's first process
   * @param survivors what even SIGKILL did not end within another grace period; usually none
   */
  record Ended(ProcessId root, List<ProcessId> survivors) {}

  /** What was sent so far. */
  private enum Stage {
    NOTHING_SENT,
    /** The first process knows; what it leaves behind does not. */
    TOLD,
    ASKED,
    KILLING,
    GIVING_UP
  }

  /** How often a dying tree is looked at. */
  static final Duration LOOK_INTERVAL = Duration.ofMillis(50);

  private static final int SIGKILL = 9;
  private static final int SIGCONT = 18;

  private final ProcessTree tree;
  private final ProcessId root;
  private final String marker;
  private final StopRules rules;
  private final boolean isHeld;
  private final ActorRef<Ended> replyTo;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;

  private StopSequence(
      ProcessTree tree,
      ProcessId root,
      String marker,
      StopRules rules,
      boolean isHeld,
      ActorRef<Ended> replyTo,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    this.tree = tree;
    this.root = root;
    this.marker = marker;
    this.rules = rules;
    this.isHeld = isHeld;
    this.replyTo = replyTo;
    this.context = context;
    this.timers = timers;
  }

  /**
   * Begins at once.
   *
   * @param root the tree's first process, which may have ended before
   * @param marker what the tree's processes carry ({@link ProcessTree#MARKER})
   * @param isTold whether the first process was asked to end by other means: it gets no stop signal
   * @param isHeld whether the tree was stopped by SIGSTOP: it is continued, so that it can end
   */
  static Behavior<Command> create(
      ProcessTree tree,
      ProcessId root,
      String marker,
      StopRules rules,
      boolean isTold,
      boolean isHeld,
      ActorRef<Ended> replyTo) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startSingleTimer(new GraceElapsed(), rules.gracePeriod());
                  var sequence =
                      new StopSequence(tree, root, marker, rules, isHeld, replyTo, context, timers);
                  sequence.look();
                  return sequence.in(isTold ? Stage.TOLD : Stage.NOTHING_SENT);
                }));
  }

  private Behavior<Command> in(Stage stage) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Looked(var members) -> afterLook(stage, members);
              case LookNow _, LookAgain _ -> {
                look();
                yield Behaviors.same();
              }
              case GraceElapsed _ -> {
                look();
                timers.startSingleTimer(new GraceElapsed(), rules.gracePeriod());
                yield in(stage == Stage.KILLING ? Stage.GIVING_UP : Stage.KILLING);
              }
            });
  }

  private Behavior<Command> afterLook(Stage stage, List<ProcessId> members) {
    var targets = rules.wholeTree() ? members : members.stream().filter(root::equals).toList();
    if (targets.isEmpty() || stage == Stage.GIVING_UP) {
      replyTo.tell(new Ended(root, targets));
      return Behaviors.stopped();
    }
    timers.startSingleTimer(new LookAgain(), LOOK_INTERVAL);
    return switch (stage) {
      case NOTHING_SENT -> ask(targets, members);
      case TOLD -> targets.contains(root) ? waitFor(members) : ask(targets, members);
      case KILLING -> {
        tree.signal(targets, SIGKILL);
        yield Behaviors.same();
      }
      case ASKED, GIVING_UP -> Behaviors.same();
    };
  }

  private Behavior<Command> ask(List<ProcessId> targets, List<ProcessId> members) {
    tree.signal(targets, Signals.number(rules.signal()).orElse(SIGKILL));
    letGoOn(members);
    return in(Stage.ASKED);
  }

  private Behavior<Command> waitFor(List<ProcessId> members) {
    letGoOn(members);
    return Behaviors.same();
  }

  /** A stopped process gets its signals, except SIGKILL, only when it is continued (signal(7)). */
  private void letGoOn(List<ProcessId> members) {
    if (isHeld) {
      tree.signal(members, SIGCONT);
    }
  }

  private void look() {
    context.pipeToSelf(
        tree.members(root, marker),
        (members, _) -> new Looked(members != null ? members : List.of(root)));
  }
}
