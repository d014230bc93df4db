package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.model.RestartReason;
import dev.troupe.model.RestartReason.Cause;
import dev.troupe.model.Schedule;
import dev.troupe.os.FileWatcher;
import dev.troupe.policy.Changes;
import dev.troupe.policy.Timetable;
import dev.troupe.supervision.surroundings.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** Looks at the clock and at files for an {@link App}, and tells it when it is to be started. */
final class Caretaker {

  sealed interface Command {}

  /** From now on this is wanted. */
  record Follow(AppSpec spec) implements Command {}

  private record LookAtClock() implements Command {}

  private record WatchBegun(int session, FileWatcher.@Nullable Watching watching)
      implements Command {}

  /** What follows belongs to a session of watching: late news of an older one are left aside. */
  record FilesChanged(int session, String first, int number) implements Command {}

  record WatchTroubled(int session, String problem) implements Command {}

  private record QuietElapsed() implements Command {}

  /**
   * @param session grows whenever other files are watched
   * @param watching who watches; null if nobody does, or not yet
   * @param changes seen and not acted upon; null if there are none
   */
  private record State(
      AppSpec spec,
      Timetable timetable,
      int session,
      FileWatcher.@Nullable Watching watching,
      @Nullable Changes changes) {

    State with(AppSpec newer) {
      return new State(newer, timetable, session, watching, changes);
    }

    State with(Timetable newer) {
      return new State(spec, newer, session, watching, changes);
    }

    State with(FileWatcher.@Nullable Watching begun) {
      return new State(spec, timetable, session, begun, changes);
    }

    State with(@Nullable Changes newer) {
      return new State(spec, timetable, session, watching, newer);
    }

    State nextSession() {
      return new State(spec, timetable, session + 1, null, null);
    }
  }

  private final Surroundings around;
  private final long key;
  private final ActorRef<App.Command> app;
  private final ActorRef<Supervisor.FromApp> owner;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final WatchStart watches;

  private Caretaker(
      Surroundings around,
      long key,
      ActorRef<App.Command> app,
      ActorRef<Supervisor.FromApp> owner,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    context.setLoggerName(Caretaker.class);
    this.around = around;
    this.key = key;
    this.app = app;
    this.owner = owner;
    this.context = context;
    this.timers = timers;
    this.watches = new WatchStart(around, context.getSelf());
  }

  /** Whether an app needs one. */
  static boolean isNeeded(AppSpec spec) {
    return spec.schedule().cron() != null || spec.watch().on();
  }

  /**
   * Begins at once.
   *
   * @param key of the app
   * @param owner hears when the app is due
   */
  static Behavior<Command> create(
      Surroundings around,
      long key,
      AppSpec spec,
      ActorRef<App.Command> app,
      ActorRef<Supervisor.FromApp> owner) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new Caretaker(around, key, app, owner, context, timers).begin(spec)));
  }

  private Behavior<Command> begin(AppSpec spec) {
    var none = Timetable.begin(Schedule.NONE, around.upkeep().zone(), now());
    var state = new State(spec, none, 0, null, null);
    return become(watch(follow(state)));
  }

  private Behavior<Command> become(State state) {
    return Behaviors.receive(
        (_, command) -> become(after(state, command)),
        (_, signal) -> {
          if (signal instanceof PostStop) {
            watches.end(state.watching());
          }
          return Behaviors.same();
        });
  }

  private State after(State state, Command command) {
    return switch (command) {
      case Follow(var spec) -> follow(state, spec);
      case LookAtClock _ -> look(state);
      case WatchBegun(int session, var watching) -> begun(state, session, watching);
      case FilesChanged news when news.session() == state.session() -> changed(state, news);
      case FilesChanged _ -> state;
      case WatchTroubled(int session, var problem) -> {
        if (session == state.session()) {
          troubled(state.spec().name(), problem);
        }
        yield state;
      }
      case QuietElapsed _ -> quiet(state);
    };
  }

  private State follow(State before, AppSpec spec) {
    var after = before.with(spec);
    var timed = spec.schedule().equals(before.timetable().schedule()) ? after : follow(after);
    return WatchStart.differs(before.spec(), spec) ? watch(timed) : timed;
  }

  /** Keeps to the schedule from now on. */
  private State follow(State state) {
    var schedule = state.spec().schedule();
    var timetable = Timetable.begin(schedule, around.upkeep().zone(), now());
    await(timetable);
    tellDue(timetable.due());
    return state.with(timetable);
  }

  private void await(Timetable timetable) {
    timetable
        .pause(now())
        .ifPresentOrElse(
            pause -> timers.startSingleTimer(new LookAtClock(), pause),
            () -> timers.cancel(new LookAtClock()));
  }

  private State look(State state) {
    var now = now();
    var before = state.timetable();
    var after = before.looked(now);
    await(after);
    if (before.isDue(now)) {
      app.tell(new App.RenewAll(due(before)));
    }
    if (!Objects.equals(after.due(), before.due())) {
      tellDue(after.due());
    }
    return state.with(after);
  }

  private static RestartReason due(Timetable due) {
    var detail = "due at %s (%s)".formatted(due.due(), due.schedule().cron());
    return new RestartReason(Cause.SCHEDULE, detail);
  }

  private void tellDue(@Nullable Instant due) {
    owner.tell(new Supervisor.DueChanged(key, due));
  }

  /** Watches what is wanted now in place of what was. */
  private State watch(State before) {
    watches.end(before.watching());
    timers.cancel(new QuietElapsed());
    var state = before.nextSession();
    owner.tell(new Supervisor.WatchChanged(key, null));
    if (state.spec().watch().on()) {
      int session = state.session();
      context.pipeToSelf(
          watches.begin(state.spec(), session),
          (watching, failure) -> {
            if (failure != null) {
              context.getSelf().tell(new WatchTroubled(session, "nothing is seen: " + failure));
            }
            return new WatchBegun(session, watching);
          });
    }
    return state;
  }

  private State begun(State state, int session, FileWatcher.@Nullable Watching watching) {
    if (session != state.session()) {
      watches.end(watching);
      return state;
    }
    return state.with(watching);
  }

  private void troubled(String name, String problem) {
    context.getLog().warn("App [{}] watch: {}", name, problem);
    owner.tell(new Supervisor.WatchChanged(key, problem));
    around.announce().accept(new Event.WatchDegraded(now(), name, problem));
  }

  private State changed(State state, FilesChanged news) {
    var known = state.changes();
    var changes =
        known == null
            ? Changes.begin(news.first(), news.number(), now())
            : known.and(news.number(), now());
    awaitQuiet(state, changes);
    return state.with(changes);
  }

  private void awaitQuiet(State state, Changes changes) {
    var pause = changes.pause(state.spec().watch().delay(), now());
    timers.startSingleTimer(new QuietElapsed(), pause.isNegative() ? Duration.ZERO : pause);
  }

  private State quiet(State state) {
    var changes = state.changes();
    if (changes == null) {
      return state;
    }
    if (changes.pause(state.spec().watch().delay(), now()).isPositive()) {
      awaitQuiet(state, changes);
      return state;
    }
    app.tell(new App.RenewAll(new RestartReason(Cause.FILES, changes.words())));
    return state.with((Changes) null);
  }

  private Instant now() {
    return around.clock().instant();
  }
}
