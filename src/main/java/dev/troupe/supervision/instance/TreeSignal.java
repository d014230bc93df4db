package dev.troupe.supervision.instance;

import dev.troupe.os.ProcessId;
import dev.troupe.os.ProcessTree;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Sends one signal to every process of a tree: it looks again until nobody is there whom it has not
 * signalled, for a process may have forked meanwhile. Answers once and stops.
 */
final class TreeSignal {

  sealed interface Command {}

  private record Looked(List<ProcessId> members) implements Command {}

  private record TimedOut() implements Command {}

  /** Every process of the tree has the signal, or time was up. */
  record Sent(ProcessId root) {}

  /** For a tree that forks faster than it can be signalled. */
  static final Duration LONGEST = Duration.ofSeconds(2);

  private final ProcessTree tree;
  private final ProcessId root;
  private final String marker;
  private final int signal;
  private final ActorRef<Sent> replyTo;
  private final ActorContext<Command> context;

  private TreeSignal(
      ProcessTree tree,
      ProcessId root,
      String marker,
      int signal,
      ActorRef<Sent> replyTo,
      ActorContext<Command> context) {
    this.tree = tree;
    this.root = root;
    this.marker = marker;
    this.signal = signal;
    this.replyTo = replyTo;
    this.context = context;
  }

  /**
   * Begins at once.
   *
   * @param marker what the tree's processes carry ({@link ProcessTree#MARKER})
   * @param signal its number
   */
  static Behavior<Command> create(
      ProcessTree tree, ProcessId root, String marker, int signal, ActorRef<Sent> replyTo) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startSingleTimer(new TimedOut(), LONGEST);
                  var work = new TreeSignal(tree, root, marker, signal, replyTo, context);
                  work.look();
                  return work.having(Set.of());
                }));
  }

  private Behavior<Command> having(Set<ProcessId> signalled) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Looked(var members) -> afterLook(signalled, members);
              case TimedOut _ -> done();
            });
  }

  /** Ancestors first: who is stopped forks no more. */
  private Behavior<Command> afterLook(Set<ProcessId> signalled, List<ProcessId> members) {
    var others = members.reversed().stream().filter(one -> !signalled.contains(one)).toList();
    if (others.isEmpty()) {
      return done();
    }
    tree.signal(others, signal);
    look();
    var more = new HashSet<>(signalled);
    more.addAll(others);
    return having(Set.copyOf(more));
  }

  private Behavior<Command> done() {
    replyTo.tell(new Sent(root));
    return Behaviors.stopped();
  }

  private void look() {
    context.pipeToSelf(
        tree.members(root, marker),
        (members, _) -> new Looked(members != null ? members : List.of()));
  }
}
