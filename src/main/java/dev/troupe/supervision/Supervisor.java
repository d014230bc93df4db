package dev.troupe.supervision;

import dev.troupe.config.ReadResult;
import dev.troupe.config.SavedApps;
import dev.troupe.model.ActionResult;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.AppSpec;
import dev.troupe.model.ReloadReport;
import dev.troupe.supervision.instance.Numbered;
import dev.troupe.supervision.saved.Ledger;
import dev.troupe.supervision.surroundings.Surroundings;
import dev.troupe.supervision.usage.UsageHistory;
import dev.troupe.supervision.usage.UsageSampler;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * The root of the tree: knows all apps by name and id, and hands each request to the instances it
 * means. Answers a request once, when it is carried out.
 */
public final class Supervisor {
  public sealed interface Command {}

  /** A request to all instances that a target means. */
  public sealed interface Targeted extends Command {
    /** {@code all}, a name, a namespace, an id, {@code /regex/} or a script's path. */
    String target();

    ActorRef<Answer> replyTo();
  }

  /** What declaring an app does to one that is known already. */
  public enum IfKnown {
    /**
     * One of the same name and script is started with what is wanted now; a running one is no
     * reason to touch it: the declaration is refused.
     */
    START,
    /** Nothing: the declared app is a second one beside it. */
    ADD,
    /** Those of the same name are restarted with what is wanted now. */
    RESTART,
    /** Those of the same name are brought to what is wanted now by a reload. */
    RELOAD
  }

  /**
   * Manages new apps and starts them.
   *
   * @param parallel slots at a time of {@link IfKnown#RELOAD}; 0 is each app's own number
   */
  public record Declare(
      List<AppSpec> specs, IfKnown ifKnown, int parallel, ActorRef<Answer> replyTo)
      implements Command {}

  /**
   * Like {@link Declare}, for apps in the words of a process file.
   *
   * @param cwd absolute folder that relative paths start from
   * @param env environment that each app's own is laid over
   * @param envName the {@code X} of {@code --env X}; null for none
   */
  public record DeclareInWords(
      List<Map<String, Object>> apps,
      Path cwd,
      Map<String, String> env,
      @Nullable String envName,
      IfKnown ifKnown,
      int parallel,
      ActorRef<Answer> replyTo)
      implements Command {}

  /**
   * Starts what is down and restarts what is up.
   *
   * @param env the caller's whole environment; empty leaves the app's as it is
   */
  public record Start(String target, Map<String, String> env, ActorRef<Answer> replyTo)
      implements Targeted {}

  public record Stop(String target, ActorRef<Answer> replyTo) implements Targeted {}

  public record Delete(String target, ActorRef<Answer> replyTo) implements Targeted {}

  /** Sets counts of restarts to zero. */
  public record Reset(String target, ActorRef<Answer> replyTo) implements Targeted {}

  /**
   * Sends a signal to the child alone.
   *
   * @param signal name or number
   */
  public record Signal(String target, String signal, ActorRef<Answer> replyTo)
      implements Targeted {}

  /** Writes a line to standard input. */
  public record Send(String target, String text, ActorRef<Answer> replyTo) implements Targeted {}

  /** Holds what runs (SIGSTOP). */
  public record Pause(String target, ActorRef<Answer> replyTo) implements Targeted {}

  /** Lets what is paused go on. */
  public record Resume(String target, ActorRef<Answer> replyTo) implements Targeted {}

  /** Notes whether PM2's monitoring is wished for. */
  public record Monitor(String target, boolean isWished, ActorRef<Answer> replyTo)
      implements Targeted {}

  /**
   * Has Node children do one of the actions they offer; answered with {@link Answer.Returned}.
   *
   * @param params any JSON value; null for none
   */
  public record Trigger(
      String target, String action, @Nullable Object params, ActorRef<Answer> replyTo)
      implements Targeted {}

  /**
   * Changes the number of instances of each app that the target means.
   *
   * @param instances {@code 4}, {@code +2} or {@code -1}
   */
  public record Scale(String target, String instances, ActorRef<Answer> replyTo)
      implements Targeted {}

  /**
   * Replaces what runs by new instances, slot by slot; apps that cannot serve with two generations
   * side by side are restarted. Answered when all is over.
   *
   * @param env the caller's whole environment; empty leaves the app's as it is
   * @param parallel slots at a time; 0 is each app's own number
   */
  public record Reload(
      String target, Map<String, String> env, int parallel, ActorRef<Answer> replyTo)
      implements Targeted {}

  /**
   * A start or reload that changes what is wanted of each app it means.
   *
   * @param fields new values of fields of a process file; the text {@code null} takes one away
   * @param cwd absolute folder that a new {@code cwd} starts from; null is the app's own
   */
  public record Changing(Targeted request, Map<String, Object> fields, @Nullable Path cwd)
      implements Command {}

  /** Ends reloads under way: slots that are not replaced yet keep their instances. */
  public record CancelReload(String target, ActorRef<Answer> replyTo) implements Targeted {}

  /** Asks what the instances that a target means have used in the last hour. */
  public record RecallUsage(String target, ActorRef<UsageHistory.Past> replyTo)
      implements Command {}

  /** Weighs the memory of the instances that a target means, with care. */
  public record WeighMemory(String target, ActorRef<UsageSampler.Weighed> replyTo)
      implements Command {}

  /** Asks for the instances a target means, by app, measured a second ago at most. */
  public record ListApps(String target, ActorRef<Listing> replyTo) implements Command {}

  /**
   * Starts the apps that were saved, but for those whose name is managed already; what was stopped
   * stays stopped.
   */
  public record Resurrect(Path dump, ActorRef<Answer> replyTo) implements Command {}

  /** Deletes all apps; then nothing more is accepted. */
  public record Shutdown(ActorRef<Answer> replyTo) implements Command {}

  /** What apps tell of themselves. */
  sealed interface FromApp extends Command {}

  record InstanceChanged(long key, Numbered instance) implements FromApp {}

  record InstanceEnded(long key, int id) implements FromApp {}

  /** What is wanted since: the old version again if the new one was taken back. */
  record ReloadEnded(long key, ReloadReport report, AppSpec wanted) implements FromApp {}

  /**
   * When its schedule starts it next.
   *
   * @param due null for never
   */
  record DueChanged(long key, @Nullable Instant due) implements FromApp {}

  /**
   * Whether changes of its files are seen.
   *
   * @param problem as in {@link AppSnapshot}
   */
  record WatchChanged(long key, @Nullable String problem) implements FromApp {}

  record CarriedOut(
      Roster before, Gather.Gathered gathered, List<String> warnings, ActorRef<Answer> replyTo)
      implements Command {}

  record WordsRead(DeclareInWords words, ReadResult result) implements Command {}

  record ChangesRead(Changing changing, Revision revision) implements Command {}

  record DumpRead(SavedApps.Result saved, ActorRef<Answer> replyTo) implements Command {}

  record SampleDue() implements Command {}

  record Sampled(UsageSampler.Measured measured) implements Command {}

  /** All apps by key. */
  public record Listing(List<AppSnapshot> apps) {}

  /** What came of a request. */
  public sealed interface Answer {
    /**
     * It was carried out.
     *
     * @param apps the instances it was for, as they are now
     * @param problems one line for each of them that could not do it
     * @param warnings what was read otherwise than somebody may have meant, one line each
     */
    record Acted(List<AppSnapshot> apps, List<String> problems, List<String> warnings)
        implements Answer {

      /** Nothing to be warned of. */
      public Acted(List<AppSnapshot> apps, List<String> problems) {
        this(apps, problems, List.of());
      }
    }

    /** An action was done by one instance at least; what came of it in each. */
    record Returned(List<ActionResult> results) implements Answer {}

    /** The target means nothing. */
    record NotFound(String target) implements Answer {}

    /** It does not go with what is there. Nothing was changed. */
    record Conflict(String reason) implements Answer {}

    /** It cannot be meant like this, for one reason or more. Nothing was changed. */
    record Invalid(List<String> reasons) implements Answer {}
  }

  /**
   * @param roster all that is known
   * @param closing whether nothing more is accepted
   */
  record State(Roster roster, Listings listings, boolean closing) {
    State with(Roster newer) {
      return new State(newer, listings, closing);
    }

    State with(Listings newer) {
      return new State(roster, newer, closing);
    }
  }

  private final Surroundings around;
  private final ActorContext<Command> context;
  private final Execution execution;
  private final UsageKeeping usage;
  private final Readings readings;

  private Supervisor(Surroundings around, ActorContext<Command> context) {
    context.setLoggerName(Supervisor.class);
    this.around = around;
    this.context = context;
    this.execution = new Execution(around, context, new Orders(this::spawn, around.clock()));
    this.readings = new Readings(around, context);
    this.usage = UsageKeeping.in(context, around, Sampled::new);
  }

  /** A supervisor of nothing yet, but for what an earlier daemon has left. */
  public static Behavior<Command> create(Surroundings around, Heritage heritage) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new SampleDue(), around.usageInterval());
                  var supervisor = new Supervisor(around, context);
                  return supervisor.follow(supervisor.begin(heritage));
                }));
  }

  private State begin(Heritage heritage) {
    var succession =
        new Succession(
            heritage,
            app ->
                context.spawn(
                    App.resume(around, app, context.getSelf().narrow()),
                    name(app.saved().key()),
                    DispatcherSelector.sameAsParent()),
            around.home());
    var roster = succession.roster(around.clock().instant());
    var replacements = succession.replacements(roster);
    var known = execution.run(replacements, List.of(), context.getSystem().<Answer>ignoreRef());
    return new State(known, Listings.NONE, false);
  }

  private Behavior<Command> become(State state) {
    return Behaviors.receiveMessage(command -> follow(after(state, command)));
  }

  /** The next daemon counts on from here, if this one dies. */
  private Behavior<Command> follow(State state) {
    var roster = state.roster();
    around.ledger().note(new Ledger.Entry.Counted(roster.nextKey(), roster.nextId()));
    return become(state);
  }

  private State after(State state, Command command) {
    var roster = state.roster();
    return switch (command) {
      case DeclareInWords words -> {
        readings.read(words);
        yield state;
      }
      case WordsRead(var words, var result) -> state.with(execution.declare(state, words, result));
      case Declare request -> state.with(execution.declare(state, request, List.of()));
      case Targeted request -> state.with(execution.act(state, request));
      case Changing changing -> {
        readings.read(roster, changing);
        yield state;
      }
      case ChangesRead(var changing, var revision) ->
          state.with(execution.change(state, changing.request(), revision));
      case Resurrect(var dump, var replyTo) -> {
        readings.read(dump, replyTo);
        yield state;
      }
      case DumpRead(var saved, var replyTo) -> state.with(execution.revive(state, saved, replyTo));
      case Shutdown(var replyTo) -> execution.shutdown(state, replyTo);
      case ListApps request -> usage.list(state, request);
      case SampleDue _ -> {
        usage.begin(roster);
        yield state;
      }
      case Sampled(var measured) -> usage.sampled(state, measured);
      case RecallUsage request -> {
        usage.recall(roster, request);
        yield state;
      }
      case WeighMemory request -> {
        usage.weigh(roster, request);
        yield state;
      }
      case InstanceChanged(long key, var instance) ->
          state.with(roster.update(key, entry -> entry.refreshed(instance)));
      case DueChanged(long key, var due) -> state.with(roster.update(key, entry -> entry.due(due)));
      case WatchChanged(long key, var problem) ->
          state.with(roster.update(key, entry -> entry.watched(problem)));
      case InstanceEnded(long key, int id) -> state.with(Replies.ended(roster, key, id));
      case ReloadEnded(long key, var report, var wanted) ->
          state.with(reloaded(roster, key, report, wanted));
      case CarriedOut(var before, var gathered, var warnings, var replyTo) -> {
        var replies = new Replies(before, gathered);
        answer(replyTo, replies.answer(warnings));
        yield state.with(replies.updated(roster));
      }
    };
  }

  /** What was answered holds, even if the daemon dies at once. */
  private void answer(ActorRef<Answer> replyTo, Answer answer) {
    around.ledger().written().thenRun(() -> replyTo.tell(answer));
  }

  private ActorRef<App.Command> spawn(long key, AppSpec spec) {
    around.ledger().note(new Ledger.Entry.Declared(key, spec));
    return context.spawn(
        App.create(around, key, spec, context.getSelf().narrow()),
        name(key),
        DispatcherSelector.sameAsParent());
  }

  private static String name(long key) {
    return "app-" + key;
  }

  /** The number of instances may have been changed meanwhile, by a scale. */
  private static Roster reloaded(Roster roster, long key, ReloadReport report, AppSpec wanted) {
    return roster.update(
        key,
        entry -> {
          var spec = wanted.withInstances(entry.spec().instances());
          entry.app().tell(new App.Want(spec));
          return entry.reloaded(spec, report);
        });
  }
}
