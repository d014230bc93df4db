package dev.troupe.supervision;

import dev.troupe.config.ConfigError;
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
import java.util.function.Supplier;
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
  /** Every name there is. */
  private static final String APPS_AND_MODULES = "/.*/";

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

  private record CarriedOut(
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
  private record State(Roster roster, Listings listings, boolean closing) {
    State with(Roster newer) {
      return new State(newer, listings, closing);
    }

    State with(Listings newer) {
      return new State(roster, newer, closing);
    }
  }

  private final Surroundings around;
  private final ActorContext<Command> context;
  private final Orders orders;
  private final Measuring measuring;
  private final Readings readings;
  private final MemoryCheck memoryCheck;

  private Supervisor(Surroundings around, ActorContext<Command> context) {
    this.around = around;
    this.context = context;
    this.orders = new Orders(this::spawn, around.clock());
    this.readings = new Readings(around, context);
    this.memoryCheck = new MemoryCheck(context.getSystem().ignoreRef());
    this.measuring = Measuring.in(context, around);
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
    var known = run(replacements, List.of(), context.getSystem().<Answer>ignoreRef());
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
      case WordsRead(var words, var result) -> state.with(declare(state, words, result));
      case Declare request -> state.with(declare(state, request, List.of()));
      case Targeted request ->
          state.with(carryOut(state, request.replyTo(), () -> orders.act(roster, request)));
      case Changing changing -> {
        readings.read(roster, changing);
        yield state;
      }
      case ChangesRead(var changing, var revision) ->
          state.with(change(state, changing.request(), revision));
      case Resurrect(var dump, var replyTo) -> {
        readings.read(dump, replyTo);
        yield state;
      }
      case DumpRead(var saved, var replyTo) -> state.with(revive(state, saved, replyTo));
      case Shutdown(var replyTo) -> shutdown(state, replyTo);
      case ListApps request -> list(state, request);
      case SampleDue _ -> {
        measure(roster);
        yield state;
      }
      case Sampled(var measured) -> sampled(state, measured);
      case RecallUsage request -> {
        measuring.recall(roster, request);
        yield state;
      }
      case WeighMemory request -> {
        measuring.weigh(roster, request);
        yield state;
      }
      case InstanceChanged(long key, var instance) ->
          state.with(roster.update(key, entry -> entry.refreshed(instance)));
      case DueChanged(long key, var due) -> state.with(roster.update(key, entry -> entry.due(due)));
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

  private Roster revive(State state, SavedApps.Result saved, ActorRef<Answer> replyTo) {
    saved.problems().forEach(context.getLog()::error);
    var to =
        saved.problems().isEmpty()
            ? replyTo
            : context.spawnAnonymous(
                Revival.adding(saved.problems(), replyTo), DispatcherSelector.sameAsParent());
    return carryOut(state, to, () -> orders.revive(state.roster(), saved.apps()));
  }

  private Roster declare(State state, DeclareInWords words, ReadResult result) {
    return switch (result) {
      case ReadResult.Accepted(var specs, var warnings) -> {
        var declare = new Declare(specs, words.ifKnown(), words.parallel(), words.replyTo());
        yield declare(state, declare, warnings);
      }
      case ReadResult.Refused(var errors, _) -> {
        words.replyTo().tell(new Answer.Invalid(errors.stream().map(ConfigError::line).toList()));
        yield state.roster();
      }
    };
  }

  private Roster declare(State state, Declare request, List<String> warnings) {
    return carryOut(
        state, request.replyTo(), warnings, () -> orders.declare(state.roster(), request));
  }

  private Roster change(State state, Targeted request, Revision revision) {
    return carryOut(
        state,
        request.replyTo(),
        revision.warnings(),
        () -> orders.change(state.roster(), request, revision));
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

  private Roster carryOut(State state, ActorRef<Answer> replyTo, Supplier<Orders.Order> request) {
    return carryOut(state, replyTo, List.of(), request);
  }

  private Roster carryOut(
      State state,
      ActorRef<Answer> replyTo,
      List<String> warnings,
      Supplier<Orders.Order> request) {
    if (state.closing()) {
      replyTo.tell(new Answer.Conflict("the daemon is being stopped"));
      return state.roster();
    }
    return switch (request.get()) {
      case Orders.Refused(var answer) -> {
        replyTo.tell(answer);
        yield state.roster();
      }
      case Orders.Accepted(var errands) -> {
        new Changes(around).announce(state.roster(), errands.roster());
        yield run(errands, warnings, replyTo);
      }
    };
  }

  /** Sends the errands out; the replies come back together as {@link CarriedOut}. */
  private Roster run(Errands errands, List<String> warnings, ActorRef<Answer> replyTo) {
    var roster = errands.roster();
    ActorRef<Object> gather =
        context.spawnAnonymous(
            Gather.create(
                errands,
                gathered -> new CarriedOut(roster, gathered, warnings, replyTo),
                context.getSelf()),
            DispatcherSelector.sameAsParent());
    errands.atOnce().forEach(errand -> errand.send(gather.narrow()));
    gather.tell(new Gather.Begun());
    return roster;
  }

  private State shutdown(State state, ActorRef<Answer> replyTo) {
    var closing = new State(state.roster(), state.listings(), true);
    return switch (orders.act(state.roster(), new Delete(APPS_AND_MODULES, replyTo))) {
      case Orders.Accepted(var errands) -> closing.with(run(errands, List.of(), replyTo));
      case Orders.Refused _ -> closing.with(run(Errands.none(state.roster()), List.of(), replyTo));
    };
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

  private State list(State state, ListApps request) {
    var roster = state.roster();
    var listings = state.listings();
    if (listings.isFresh(around.clock().instant()) || roster.trees().isEmpty()) {
      Listings.answer(roster, request);
      return state;
    }
    if (listings.waiting().isEmpty()) {
      measure(roster);
    }
    return state.with(listings.and(request));
  }

  private void measure(Roster roster) {
    measuring.begin(roster, context.messageAdapter(UsageSampler.Measured.class, Sampled::new));
  }

  private State sampled(State state, UsageSampler.Measured measured) {
    var roster = measuring.keep(state.roster(), measured);
    var listings = state.listings().answer(roster, around.clock().instant());
    var looked = state.closing() ? roster : memoryCheck.renew(roster, measured.usage());
    return new State(looked, listings, state.closing());
  }
}
