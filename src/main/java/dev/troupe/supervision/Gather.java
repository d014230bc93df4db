package dev.troupe.supervision;

import dev.troupe.model.Dependency;
import dev.troupe.model.Dependency.Condition;
import dev.troupe.model.ExitStatus;
import dev.troupe.supervision.Errands.Errand;
import dev.troupe.supervision.instance.Instance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Sees the errands of one request through: each as soon as what it comes after is done, which is
 * all that is of an earlier stage, and its own dependencies. Hands the replies on together and
 * stops.
 *
 * <p>What can be sent at once its creator sends, on its own thread, and says {@link Begun}: so
 * requests reach the apps in the order in which they were made.
 */
final class Gather<T> {

  sealed interface Command {}

  /** What could be sent at once has been: whatever comes now reaches the apps after it. */
  record Begun() implements Command {}

  private record Heard(Instance.Reply reply) implements Command {}

  private record AppEnded(long key) implements Command {}

  /** Like {@link AppEnded}, behind all that the app's instances have said. */
  private record AppLeft(long key) implements Command {}

  /**
   * What came of it.
   *
   * @param replies in the order they came
   * @param problems one line for each app that was left out
   */
  record Gathered(List<Instance.Reply> replies, List<String> problems) {
    Gathered {
      replies = List.copyOf(replies);
      problems = List.copyOf(problems);
    }
  }

  /** How far it is. Belongs to the actor alone. */
  private static final class Progress {
    private final List<Errand> pending;
    private final Map<Long, Errand> open = new HashMap<>();
    private final Map<Long, Integer> missing = new HashMap<>();
    private final Set<Long> gone = new HashSet<>();
    private final Map<String, String> failed = new HashMap<>();
    private final List<Instance.Reply> replies = new ArrayList<>();
    private final Set<String> problems = new LinkedHashSet<>();

    private boolean hasBegun;

    private Progress(List<Errand> errands) {
      this.pending = new ArrayList<>(errands);
    }

    /** Those that are not sent yet, or not answered. */
    private Stream<Errand> unfinished() {
      var unanswered = open.values().stream().filter(one -> missing.containsKey(one.key()));
      return Stream.concat(pending.stream(), unanswered);
    }

    private boolean isDue(Errand errand) {
      return unfinished().noneMatch(other -> other.stage() < errand.stage())
          && errand.after().stream().noneMatch(this::isAwaited);
    }

    private boolean isAwaited(Dependency on) {
      boolean isEnd = on.condition() == Condition.COMPLETED;
      return unfinished().anyMatch(one -> one.app().equals(on.app()) && one.awaitsEnd() == isEnd);
    }

    /** What waits for nothing but itself, by a circle that came to be later, is due at last. */
    private Optional<Errand> due() {
      var first = pending.stream().filter(this::isDue).findFirst();
      return first.isEmpty() && missing.isEmpty() ? pending.stream().findFirst() : first;
    }
  }

  private final Errands errands;
  private final Map<Integer, Roster.Entry> apps;
  private final Function<Gathered, T> whole;
  private final ActorRef<? super T> replyTo;
  private final ActorContext<Command> context;
  private final ActorRef<Instance.Reply> ear;
  private final Progress progress;

  private Gather(
      Errands errands,
      Function<Gathered, T> whole,
      ActorRef<? super T> replyTo,
      ActorContext<Command> context) {
    this.errands = errands;
    this.apps = errands.roster().byInstance();
    this.whole = whole;
    this.replyTo = replyTo;
    this.context = context;
    this.ear = context.messageAdapter(Instance.Reply.class, Heard::new);
    this.progress = new Progress(errands.list());
  }

  /**
   * Takes replies as well as its own commands.
   *
   * @param errands of which {@link Errands#atOnce} are being sent already
   * @param whole what to tell {@code replyTo} in the end
   */
  static <T> Behavior<Object> create(
      Errands errands, Function<Gathered, T> whole, ActorRef<? super T> replyTo) {
    Behavior<Command> gather =
        Behaviors.setup(context -> new Gather<>(errands, whole, replyTo, context).begin());
    return Behaviors.transformMessages(
        Object.class,
        gather,
        types ->
            types.match(Instance.Reply.class, Heard::new).match(Command.class, command -> command));
  }

  private Behavior<Command> begin() {
    watchApps();
    var sent = errands.atOnce();
    progress.pending.removeAll(sent);
    sent.forEach(this::expect);
    return listen();
  }

  private void watchApps() {
    var watched = new HashSet<Long>();
    for (var errand : errands.list()) {
      if (watched.add(errand.key())) {
        context.watchWith(errand.ref(), new AppEnded(errand.key()));
      }
    }
  }

  private Behavior<Command> proceed() {
    for (var due = progress.due(); due.isPresent(); due = progress.due()) {
      progress.pending.remove(due.get());
      send(due.get());
    }
    if (progress.missing.isEmpty()) {
      replyTo.tell(whole.apply(new Gathered(progress.replies, List.copyOf(progress.problems))));
      return Behaviors.stopped();
    }
    return listen();
  }

  private Behavior<Command> listen() {
    return Behaviors.receiveMessage(
        command -> {
          after(command);
          return progress.hasBegun ? proceed() : listen();
        });
  }

  private void after(Command command) {
    switch (command) {
      case Begun _ -> progress.hasBegun = true;
      case Heard(var reply) -> heard(reply);
      case AppEnded(long key) -> context.getSelf().tell(new AppLeft(key));
      case AppLeft(long key) -> left(key);
    }
  }

  private void send(Errand errand) {
    var unmet = errand.after().stream().flatMap(one -> unmet(one).stream()).findFirst();
    if (progress.gone.contains(errand.key())) {
      progress.problems.add("%s was deleted".formatted(errand.app()));
    } else if (unmet.isEmpty()) {
      expect(errand);
      errand.send(ear);
    } else if (!errand.awaitsEnd()) {
      progress.failed.put(errand.app(), "is not started");
      progress.problems.add("%s is not started: %s".formatted(errand.app(), unmet.get()));
    }
  }

  private void expect(Errand errand) {
    if (errand.replies() > 0) {
      progress.missing.merge(errand.key(), errand.replies(), Integer::sum);
      progress.open.put(errand.key(), errand);
    }
  }

  private Optional<String> unmet(Dependency dependency) {
    return Optional.ofNullable(errands.unmet().get(dependency))
        .or(() -> Optional.ofNullable(progress.failed.get(dependency.app())))
        .map(why -> "its dependency %s %s".formatted(dependency.app(), why));
  }

  private void heard(Instance.Reply reply) {
    progress.replies.add(reply);
    switch (reply) {
      case Instance.Reply.Refused(int id, var reason, _) -> answered(id, "failed: " + reason);
      case Instance.Reply.Returned(var one, _) -> answered(one.id(), null);
      case Instance.Reply.Deleted(var one) -> answered(one.snapshot().id(), null);
      case Instance.Reply.Settled(var one) -> {
        var id = one.snapshot().id();
        var app = apps.get(id);
        var errand = app == null ? null : progress.open.get(app.key());
        boolean hasToEnd = errand != null && errand.awaitsEnd();
        answered(id, hasToEnd ? failure(one.snapshot().lastExit()) : null);
      }
    }
  }

  private void answered(int id, @Nullable String failure) {
    var app = apps.get(id);
    if (app != null) {
      progress.missing.computeIfPresent(app.key(), (_, open) -> open == 1 ? null : open - 1);
      if (failure != null) {
        progress.failed.putIfAbsent(app.spec().name(), failure);
      }
    }
  }

  /** Null if it has done what it was there for. */
  private static @Nullable String failure(@Nullable ExitStatus exit) {
    return switch (exit) {
      case null -> "has never run";
      case ExitStatus.Exited(int code) -> code == 0 ? null : "ended with exit code " + code;
      case ExitStatus.Signaled signaled -> "was ended by " + signaled.words();
      case ExitStatus.Unknown _ -> "ended, nobody knows how";
    };
  }

  private void left(long key) {
    progress.gone.add(key);
    if (progress.missing.remove(key) != null) {
      var entry = errands.roster().apps().get(key);
      if (entry != null) {
        var name = entry.spec().name();
        progress.failed.put(name, "was deleted");
        progress.problems.add(name + " was deleted");
      }
    }
  }
}
