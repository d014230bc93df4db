package dev.troupe.embed.internal;

import dev.troupe.embed.Answer;
import dev.troupe.embed.TroupeSettings;
import dev.troupe.embed.TroupeSupervisor;
import dev.troupe.embed.TroupeSupervisor.AwaitStart;
import dev.troupe.embed.TroupeSupervisor.Command;
import dev.troupe.embed.TroupeSupervisor.FollowEvents;
import dev.troupe.embed.TroupeSupervisor.FollowLogs;
import dev.troupe.embed.TroupeSupervisor.Internal;
import dev.troupe.embed.TroupeSupervisor.IsReady;
import dev.troupe.embed.TroupeSupervisor.ListApps;
import dev.troupe.embed.TroupeSupervisor.Request;
import dev.troupe.embed.TroupeSupervisor.Shutdown;
import dev.troupe.logs.Logs;
import dev.troupe.supervision.Supervisor;
import dev.troupe.supervision.journal.Announcer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * The actor that a host spawns. It sees to it that there is a supervisor with all it needs: starts
 * a process engine, takes over what was left, and begins anew if the supervisor fails.
 */
public final class Root {
  /** Requests that may wait until there is a supervisor. */
  private static final int MOST_WAITING = 10_000;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** A supervisor that has worked for so long has not failed again. */
  private static final Duration PROVEN = Duration.ofMinutes(1);

  /** Asks for what routes are made of. */
  public record GetParts(ActorRef<Parts> replyTo) implements Internal {}

  /** What routes are made of, until the supervisor fails. */
  public record Parts(
      ActorRef<Supervisor.Command> supervisor, ActorRef<Announcer.Command> announcer, Logs logs) {}

  sealed interface News extends Internal {}

  private record PremisesOpened(Estate.Premises premises) implements News {}

  private record OpeningFailed(String reason) implements News {}

  private record MemberEnded(ActorRef<?> member) implements News {}

  private record PauseElapsed() implements News {}

  private record Proven() implements News {}

  private record FirstAnswered(Answer answer) implements News {}

  /** The last answer is known: the supervisor may end. */
  record Closed() implements News {}

  /** Where the supervisor is. */
  private sealed interface State {
    /**
     * A process engine is being started.
     *
     * @param failures of supervisors, not long ago
     */
    record Opening(int failures) implements State {}

    /** There is one. */
    record Working(Household household, int failures) implements State {}

    /**
     * It has failed.
     *
     * @param members that have not ended yet
     */
    record Falling(Set<ActorRef<?>> members, int failures) implements State {}

    /** It cannot work. */
    record Unfit(String reason) implements State {}
  }

  private final TroupeSettings settings;
  private final Outside outside;
  private final Estate estate;
  private final Requests requests;
  private final Desk desk;
  private final Executor blocking;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final StashBuffer<Command> waiting;
  private final Cancellable shutdownTask;
  private final Runnable forget;
  private final AtomicLong households = new AtomicLong();

  private Root(
      TroupeSettings settings,
      Outside outside,
      Estate estate,
      Executor blocking,
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      StashBuffer<Command> waiting,
      Runnable forget) {
    this.settings = settings;
    this.outside = outside;
    this.estate = estate;
    this.requests = new Requests(settings, outside);
    this.desk = new Desk(requests, estate, context);
    this.blocking = blocking;
    this.context = context;
    this.timers = timers;
    this.waiting = waiting;
    this.shutdownTask =
        HostShutdown.join(context.getSystem(), settings, context.getSelf(), estate.ended());
    this.forget = forget;
  }

  /** One for a host. */
  public static Behavior<Command> create(TroupeSettings settings, Outside outside) {
    var estates = new ConcurrentHashMap<ActorRef<Command>, Estate>();
    return Behaviors.setup(
        context -> {
          context.setLoggerName(Root.class);
          var system = context.getSystem();
          var blocking =
              system
                  .dispatchers()
                  .lookup(DispatcherSelector.fromConfig(settings.blockingDispatcher()));
          var estate =
              estates.computeIfAbsent(
                  context.getSelf(), root -> new Estate(system, root, settings, outside, blocking));
          return Behaviors.withTimers(
              timers ->
                  Behaviors.withStash(
                      MOST_WAITING,
                      waiting ->
                          new Root(
                                  settings,
                                  outside,
                                  estate,
                                  blocking,
                                  context,
                                  timers,
                                  waiting,
                                  () -> estates.remove(context.getSelf()))
                              .begin()));
        });
  }

  private Behavior<Command> begin() {
    settings.warnings().forEach(context.getLog()::warn);
    if (settings.isInReceptionist()) {
      context
          .getSystem()
          .receptionist()
          .tell(Receptionist.register(TroupeSupervisor.SERVICE_KEY, context.getSelf()));
    }
    return opening(0);
  }

  private Behavior<Command> become(State state) {
    return Behaviors.receive(
        (_, command) -> after(state, command), (_, signal) -> afterSignal(signal));
  }

  private Behavior<Command> after(State state, Command command) {
    return switch (command) {
      case FollowEvents(var subscriber) -> {
        estate.feeds().follow(subscriber);
        yield Behaviors.same();
      }
      case FollowLogs(var app, var subscriber) -> {
        estate.feeds().follow(app, subscriber);
        yield Behaviors.same();
      }
      case AwaitStart(var replyTo) -> {
        estate.started().thenAccept(replyTo::tell);
        yield Behaviors.same();
      }
      case IsReady(var replyTo) -> {
        if (state instanceof State.Working(var household, _) && estate.hasBegun()) {
          desk.judge(household, replyTo);
        } else {
          replyTo.tell(false);
        }
        yield Behaviors.same();
      }
      case News news -> heard(state, news);
      case Request _, ListApps _, Internal _ -> carryOut(state, command);
    };
  }

  private Behavior<Command> carryOut(State state, Command command) {
    return switch (state) {
      case State.Working(var household, _) -> {
        desk.handOn(household, command);
        yield Behaviors.same();
      }
      case State.Opening _, State.Falling _ -> {
        await(command);
        yield Behaviors.same();
      }
      case State.Unfit(var reason) -> {
        Desk.refuse(command, reason);
        yield command instanceof Shutdown ? Behaviors.stopped() : Behaviors.same();
      }
    };
  }

  private void await(Command command) {
    if (waiting.isFull()) {
      Desk.refuse(command, "the supervisor does not work yet, and too many requests wait for it");
    } else {
      waiting.stash(command);
    }
  }

  private Behavior<Command> heard(State state, News news) {
    return switch (news) {
      case PremisesOpened(var premises) when state instanceof State.Opening(int failures) ->
          working(premises, failures);
      case OpeningFailed(var reason) when state instanceof State.Opening _ -> unfit(reason);
      case MemberEnded(var member) -> ended(state, member);
      case PauseElapsed _ when state instanceof State.Falling(_, int failures) -> opening(failures);
      case Proven _ when state instanceof State.Working(var household, _) ->
          become(new State.Working(household, 0));
      case FirstAnswered(var answer) -> {
        estate.hasStarted(answer);
        yield Behaviors.same();
      }
      case Closed _ -> Behaviors.stopped();
      case PremisesOpened _, OpeningFailed _, PauseElapsed _, Proven _ -> Behaviors.same();
    };
  }

  private Behavior<Command> opening(int failures) {
    context.pipeToSelf(
        estate.open(),
        (premises, failure) ->
            premises != null ? new PremisesOpened(premises) : new OpeningFailed(reason(failure)));
    return become(new State.Opening(failures));
  }

  private static String reason(Throwable failure) {
    var cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof IllegalStateException
        ? String.valueOf(cause.getMessage())
        : cause.toString();
  }

  private Behavior<Command> unfit(String reason) {
    context.getLog().error("nothing is supervised: {}", reason);
    estate.hasStarted(new Answer.Conflict(reason));
    return waiting.unstashAll(become(new State.Unfit(reason)));
  }

  private Behavior<Command> working(Estate.Premises premises, int failures) {
    var household =
        Household.found(
            context,
            households.incrementAndGet(),
            premises,
            settings,
            outside,
            estate.feeds(),
            blocking,
            estate::letGo);
    estate.isSupervised();
    household.members().forEach(one -> context.watchWith(one, new MemberEnded(one)));
    timers.startSingleTimer(new Proven(), PROVEN);
    declareFirst(premises, household);
    return waiting.unstashAll(become(new State.Working(household, failures)));
  }

  private void declareFirst(Estate.Premises premises, Household household) {
    int adopted = premises.heritage().size();
    if (adopted > 0) {
      context
          .getLog()
          .info(
              "took over {} instances, {} of them with a process",
              adopted,
              premises.heritage().children());
    }
    if (estate.begins()) {
      context.pipeToSelf(
          new FirstApps(context.getSystem(), settings, requests, blocking, household.supervisor())
              .declare(premises.files().own(), adopted == 0),
          (answer, failure) ->
              new FirstAnswered(answer != null ? answer : new Answer.Conflict(reason(failure))));
    }
  }

  /** None of them ends by itself: with one that has failed the others are of no use. */
  private Behavior<Command> ended(State state, ActorRef<?> member) {
    return switch (state) {
      case State.Working(var household, int failures) -> {
        context.getLog().error("{} has failed: another one goes on", member.path().name());
        estate.letGo();
        stopAll();
        var members = new HashSet<ActorRef<?>>(household.members());
        yield fallen(members, member, failures + 1);
      }
      case State.Falling(var members, int failures) ->
          fallen(new HashSet<>(members), member, failures);
      case State.Opening _, State.Unfit _ -> Behaviors.same();
    };
  }

  private void stopAll() {
    context.getChildren().forEach(context::stop);
  }

  private Behavior<Command> fallen(Set<ActorRef<?>> members, ActorRef<?> member, int failures) {
    members.remove(member);
    if (members.isEmpty()) {
      timers.startSingleTimer(new PauseElapsed(), pause(failures));
    }
    return become(new State.Falling(Set.copyOf(members), failures));
  }

  /** None at first; then it doubles. */
  private static Duration pause(int failures) {
    var pause = failures <= 1 ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(failures - 2, 5));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private Behavior<Command> afterSignal(Signal signal) {
    if (signal instanceof PreRestart) {
      shutdownTask.cancel();
      estate.letGo();
    } else if (signal instanceof PostStop) {
      shutdownTask.cancel();
      end();
    }
    return Behaviors.same();
  }

  private void end() {
    forget.run();
    try {
      estate.close();
    } catch (IOException | RuntimeException e) {
      context.getLog().warn("not all is tidied up: {}", e.toString());
    }
  }
}
