package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.model.Event.ReloadProgress.Stage;
import dev.troupe.model.ReloadReport;
import dev.troupe.policy.ReloadPlan;
import dev.troupe.policy.ReloadPlan.Action;
import dev.troupe.supervision.instance.Instance;
import dev.troupe.supervision.surroundings.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * One rolling reload of one app: asks the app for one step after the other, as {@link ReloadPlan}
 * says, with a deadline for each. Reports once to the app and stops.
 */
final class Reload {

  sealed interface Command {}

  /** Go no further: the replacements of the moment are abandoned. */
  record Cancel(String reason) implements Command {}

  /** The app has no such slot any longer, and whatever was in it is seen to. */
  record SlotGone(int slot) implements Command {}

  /** The app has one more slot, of the new version already. */
  record SlotAdded(int slot, int id) implements Command {}

  private record ReplacementReady(int slot) implements Command {}

  private record ReplacementFailed(int slot, String reason) implements Command {}

  private record OldStopped(int slot) implements Command {}

  private record Abandoned(int slot) implements Command {}

  /**
   * What is wanted.
   *
   * @param spec to be rolled out
   * @param ids of the instances to replace, by slot; not empty
   * @param maxSurge slots under way at a time, at least 1
   * @param canGoBack whether what runs now is something else
   */
  record Order(AppSpec spec, Map<Integer, Integer> ids, int maxSurge, boolean canGoBack) {}

  private record State(ReloadPlan plan, Map<Integer, Integer> ids) {
    int id(int slot) {
      return ids.getOrDefault(slot, slot);
    }
  }

  /** What a machine under load may take beyond the times that an app declares. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final Surroundings around;
  private final Order order;
  private final ActorRef<App.Command> app;
  private final ActorContext<Command> context;
  private final Instant begunAt;

  private Reload(
      Surroundings around, Order order, ActorRef<App.Command> app, ActorContext<Command> context) {
    this.around = around;
    this.order = order;
    this.app = app;
    this.context = context;
    this.begunAt = around.clock().instant();
  }

  /** Begins at once. */
  static Behavior<Command> create(Surroundings around, Order order, ActorRef<App.Command> app) {
    return Behaviors.setup(
        context -> {
          context.setLoggerName(Reload.class);
          var slots = order.ids().keySet();
          context.getLog().info("App [{}] reload of slots {}", order.spec().name(), slots);
          var first = ReloadPlan.begin(slots, order.maxSurge(), order.canGoBack());
          return new Reload(around, order, app, context).follow(order.ids(), first);
        });
  }

  private Behavior<Command> become(State state) {
    return Behaviors.receiveMessage(command -> after(state, command));
  }

  private Behavior<Command> after(State state, Command command) {
    var plan = state.plan();
    var ids = state.ids();
    return switch (command) {
      case ReplacementReady(int slot) -> follow(ids, plan.ready(slot));
      case ReplacementFailed(int slot, var reason) -> follow(ids, plan.failed(slot, reason));
      case OldStopped(int slot) -> {
        announce(ids, slot, Stage.DONE);
        yield follow(ids, plan.oldStopped(slot));
      }
      case Abandoned(int slot) -> follow(ids, plan.abandoned(slot));
      case SlotGone(int slot) -> follow(ids, plan.gone(slot));
      case SlotAdded(int slot, int id) -> {
        var more = new HashMap<>(ids);
        more.put(slot, id);
        yield follow(Map.copyOf(more), plan.added(slot));
      }
      case Cancel(var reason) -> follow(ids, plan.cancelled(reason));
    };
  }

  private Behavior<Command> follow(Map<Integer, Integer> ids, ReloadPlan.Next next) {
    var state = new State(next.plan(), ids);
    for (var action : next.actions()) {
      switch (action) {
        case Action.Start(int slot, var version) -> start(state, slot, version);
        case Action.Retire(int slot) -> retire(state, slot);
        case Action.Abandon(int slot) -> abandon(state, slot);
        case Action.End end -> {
          end(state, end);
          return Behaviors.stopped();
        }
      }
    }
    return become(state);
  }

  private void start(State state, int slot, ReloadPlan.Version version) {
    announce(state.ids(), slot, Stage.STARTING);
    context.ask(
        Instance.Reply.class,
        app,
        startingTime(),
        (ActorRef<Instance.Reply> replyTo) ->
            new App.StartReplacement(state.id(slot), version, replyTo),
        (reply, _) -> started(slot, reply));
  }

  /** Without a reply its deadline has passed. */
  private Command started(int slot, Instance.@Nullable Reply reply) {
    return switch (reply) {
      case null ->
          new ReplacementFailed(
              slot, "is not ready after %d s".formatted(startingTime().toSeconds()));
      case Instance.Reply.Settled _, Instance.Reply.Returned _ -> new ReplacementReady(slot);
      case Instance.Reply.Deleted _ -> new ReplacementFailed(slot, "was deleted");
      case Instance.Reply.Refused(_, var reason, _) -> new ReplacementFailed(slot, reason);
    };
  }

  private void retire(State state, int slot) {
    int id = state.id(slot);
    announce(state.ids(), slot, Stage.READY);
    announce(state.ids(), slot, Stage.DRAINING);
    ask(id, replyTo -> new App.Retire(id, replyTo), new OldStopped(slot));
  }

  private void abandon(State state, int slot) {
    int id = state.id(slot);
    announce(state.ids(), slot, Stage.ABANDONED);
    ask(id, replyTo -> new App.Abandon(id, replyTo), new Abandoned(slot));
  }

  /** An instance that does not end is told of and left to itself: the others shall not wait. */
  private void ask(int id, Function<ActorRef<Instance.Reply>, App.Command> request, Command then) {
    context.ask(
        Instance.Reply.class,
        app,
        endingTime(),
        request::apply,
        (reply, _) -> {
          if (!(reply instanceof Instance.Reply.Deleted)) {
            var why =
                reply instanceof Instance.Reply.Refused(_, var reason, _) ? reason : "no answer";
            context
                .getLog()
                .warn(
                    "App [{}:{}] an instance of the reload does not end: {}",
                    order.spec().name(),
                    id,
                    why);
          }
          return then;
        });
  }

  /** The instance has its own time limit of readiness; this one is for a launch that hangs. */
  private Duration startingTime() {
    var readiness = order.spec().service().readiness().timeout();
    var uptime = order.spec().restart().minUptime();
    return (readiness.compareTo(uptime) > 0 ? readiness : uptime)
        .plus(order.spec().stop().gracePeriod().multipliedBy(2))
        .plus(MARGIN);
  }

  private Duration endingTime() {
    var drain = order.spec().service().reload().drainTime();
    return drain.plus(order.spec().stop().gracePeriod().multipliedBy(3)).plus(MARGIN);
  }

  private void announce(Map<Integer, Integer> ids, int slot, Stage stage) {
    var name = order.spec().name();
    int id = ids.getOrDefault(slot, slot);
    around
        .announce()
        .accept(new Event.ReloadProgress(around.clock().instant(), name, id, slot, stage));
  }

  private void end(State state, Action.End end) {
    var now = around.clock().instant();
    var report =
        new ReloadReport(
            end.outcome(), begunAt, now, state.plan().replaced(), end.slot(), end.reason());
    app.tell(new App.ReloadEnded(context.getSelf(), report));
    around.announce().accept(new Event.ReloadEnded(now, order.spec().name(), report));
    log(report);
  }

  private void log(ReloadReport report) {
    var name = order.spec().name();
    switch (report.outcome()) {
      case COMPLETED ->
          context.getLog().info("App [{}] reload completed: {} new", name, report.replaced());
      case ROLLED_BACK ->
          context
              .getLog()
              .error(
                  "App [{}] reload rolled back, slot {} failed: {}",
                  name,
                  report.slot(),
                  report.reason());
      case CANCELLED ->
          context
              .getLog()
              .warn(
                  "App [{}] reload cancelled ({}): {} new",
                  name,
                  report.reason(),
                  report.replaced());
    }
  }
}
