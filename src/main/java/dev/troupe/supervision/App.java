package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ReloadReport;
import dev.troupe.model.RestartReason;
import dev.troupe.policy.ReloadPlan.Version;
import dev.troupe.policy.RestartHistory;
import dev.troupe.supervision.instance.Instance;
import dev.troupe.supervision.instance.Instance.Reply.Refused;
import dev.troupe.supervision.instance.Numbered;
import dev.troupe.supervision.saved.Identity;
import dev.troupe.supervision.saved.Ledger;
import dev.troupe.supervision.surroundings.Surroundings;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * One app: what is wanted of it, the instances that fill its slots, and at most one reload at a
 * time.
 */
public final class App {

  public sealed interface Command {}

  /**
   * Fills slots with new instances.
   *
   * @param start false leaves them stopped
   * @param replyTo hears of each
   */
  record Fill(List<Identity> slots, boolean start, ActorRef<Instance.Reply> replyTo)
      implements Command {}

  /** From now on this is wanted; running children change with their next start. */
  record Want(AppSpec spec) implements Command {}

  /**
   * Hands a request to one instance; refused if there is none of that id (any more). A stop or
   * delete first ends the reload under way.
   */
  record ToInstance(int id, Instance.Request request) implements Command {}

  /** Deletes one instance, and its replacement; a reload goes on without the slot. */
  record Remove(int id, ActorRef<Instance.Reply> replyTo) implements Command {}

  /**
   * Replaces instances one after the other by such that run {@code spec}.
   *
   * @param maxSurge how many at a time
   * @param reason what it is for, other than a command; null for a command
   * @param replyTo hears of each, when all is over
   */
  record BeginReload(
      List<Integer> ids,
      AppSpec spec,
      int maxSurge,
      @Nullable RestartReason reason,
      ActorRef<Instance.Reply> replyTo)
      implements Command {}

  /** Starts it, or starts it anew, unasked; after the reload under way, if there is one. */
  sealed interface Unasked extends Command {
    RestartReason reason();
  }

  /** One instance. */
  record Renew(int id, RestartReason reason) implements Unasked {}

  /** All instances, but jobs that still run. */
  record RenewAll(RestartReason reason) implements Unasked {}

  /**
   * Ends the reload under way, if there is one.
   *
   * @param replyTo hears of each of these instances, when it is over
   */
  record CancelReload(List<Integer> ids, ActorRef<Instance.Reply> replyTo) implements Command {}

  /** What the reload under way asks for. */
  sealed interface FromReload extends Command {}

  /** A next generation beside the one that serves; settled when it is ready. */
  record StartReplacement(int id, Version version, ActorRef<Instance.Reply> replyTo)
      implements FromReload {}

  /** The replacement serves from now on; deleted when the one before it is gone. */
  record Retire(int id, ActorRef<Instance.Reply> replyTo) implements FromReload {}

  /** Deleted when the replacement is gone. */
  record Abandon(int id, ActorRef<Instance.Reply> replyTo) implements FromReload {}

  /** Nothing is under way any longer in this session. */
  record ReloadEnded(ActorRef<Reload.Command> session, ReloadReport report) implements FromReload {}

  /** Nobody knows this app any longer, nothing more will come. */
  record Leave() implements Command {}

  /** What an instance tells of itself. */
  record FromInstance(Instance.Notice notice) implements Command {}

  /**
   * @param spec what is wanted
   * @param rollout the reload under way; null if there is none
   */
  record State(AppSpec spec, Generations all, @Nullable Rollout rollout) {
    State wanting(AppSpec newSpec) {
      return new State(newSpec, all, rollout);
    }

    State with(Generations newer) {
      return new State(spec, newer, rollout);
    }

    /** What is wanted if the reload under way came to its end now. */
    AppSpec lasting() {
      return rollout == null ? spec : rollout.lasting(spec, all);
    }

    State with(@Nullable Rollout newer) {
      return new State(spec, all, newer);
    }
  }

  private final Surroundings around;
  private final long key;
  private final ActorRef<Supervisor.FromApp> owner;
  private final Renewals renewals;
  private final Births births;
  private final Reloading reloading;

  private App(
      Surroundings around,
      long key,
      ActorRef<Supervisor.FromApp> owner,
      ActorContext<Command> context) {
    context.setLoggerName(App.class);
    this.around = around;
    this.key = key;
    this.owner = owner;
    this.renewals = new Renewals(around, key, owner, context);
    this.births =
        new Births(
            around, context, context.messageAdapter(Instance.Notice.class, FromInstance::new));
    this.reloading = new Reloading(around, key, owner, context, renewals, births);
  }

  /** An app without instances yet. */
  static Behavior<Command> create(
      Surroundings around, long key, AppSpec spec, ActorRef<Supervisor.FromApp> owner) {
    return Behaviors.setup(
        context -> {
          var app = new App(around, key, owner, context);
          app.renewals.follow(spec);
          return app.become(new State(spec, Generations.NONE, null));
        });
  }

  /** One that an earlier daemon has left. */
  static Behavior<Command> resume(
      Surroundings around, Heritage.App former, ActorRef<Supervisor.FromApp> owner) {
    return Behaviors.setup(
        context -> {
          var app = new App(around, former.saved().key(), owner, context);
          app.renewals.follow(former.saved().spec());
          return app.noted(new State(former.saved().spec(), app.births.resume(former), null));
        });
  }

  private Behavior<Command> become(State state) {
    return Behaviors.receiveMessage(
        command -> command instanceof Leave ? leave() : follow(state, after(state, command)));
  }

  private Behavior<Command> leave() {
    around.ledger().note(new Ledger.Entry.AppLeft(key));
    return Behaviors.stopped();
  }

  private Behavior<Command> follow(State before, State next) {
    if (!next.spec().equals(before.spec())) {
      renewals.follow(next.spec());
    }
    return noted(next);
  }

  /** The next daemon goes on from here, if this one dies. */
  private Behavior<Command> noted(State state) {
    var isReloading = state.rollout() != null;
    around
        .ledger()
        .note(new Ledger.Entry.Wanted(key, state.lasting(), state.all().served(), isReloading));
    return become(state);
  }

  private State after(State state, Command command) {
    return switch (command) {
      case Fill fill -> fill(state, fill);
      case Want(var spec) -> state.wanting(spec);
      case ToInstance request -> route(state, request);
      case Remove(int id, var replyTo) -> remove(state, id, replyTo);
      case BeginReload request -> reloading.begin(state, request);
      case CancelReload request -> Reloading.cancel(state, request);
      case Unasked request -> renew(state, request);
      case StartReplacement request -> reloading.replace(state, request);
      case Retire(int id, var replyTo) -> reloading.retire(state, id, replyTo);
      case Abandon(int id, var replyTo) -> reloading.abandon(state, id, replyTo);
      case ReloadEnded(var session, var report) -> reloading.reloadEnded(state, session, report);
      case FromInstance(Instance.Changed(var instance)) -> changed(state, instance);
      case FromInstance(Instance.Ended(var instance)) -> ended(state, instance);
      case Leave _ -> state;
    };
  }

  private State fill(State before, Fill fill) {
    var state = before;
    for (var identity : fill.slots()) {
      var history = RestartHistory.begun(around.clock().instant());
      var member = births.spawn(identity, state.spec(), history);
      if (fill.start()) {
        member.ref().tell(new Instance.Start(state.spec(), fill.replyTo()));
      } else {
        member.ref().tell(new Instance.Reset(fill.replyTo()));
      }
      if (state.rollout() != null) {
        state.rollout().session().tell(new Reload.SlotAdded(identity.slot(), identity.id()));
      }
      state = state.with(state.all().with(member));
    }
    return state;
  }

  private State route(State state, ToInstance message) {
    int id = message.id();
    var instance = state.all().visible(id);
    if (instance == null) {
      message.request().replyTo().tell(Refused.deleted(id));
      return state;
    }
    if (state.rollout() != null && endsReload(message.request())) {
      var reason = "%s[%d] is to be stopped".formatted(state.spec().name(), id);
      state.rollout().session().tell(new Reload.Cancel(reason));
      return state.with(state.rollout().holding(message));
    }
    instance.ref().tell(message.request());
    return state;
  }

  private static boolean endsReload(Instance.Request request) {
    return request instanceof Instance.Stop || request instanceof Instance.Delete;
  }

  private State remove(State state, int id, ActorRef<Instance.Reply> replyTo) {
    var place = state.all().place(id);
    if (place == null) {
      replyTo.tell(Refused.deleted(id));
      return state;
    }
    place.visible().ref().tell(new Instance.Delete(replyTo));
    return reloading.leaveOut(state.with(state.all().closing(place)), id);
  }

  private State renew(State state, Unasked request) {
    if (state.rollout() != null) {
      return state.with(state.rollout().holding(request));
    }
    renewals.renew(state.spec(), state.all(), request);
    return state;
  }

  private State changed(State state, Numbered instance) {
    if (state.all().shows(instance.snapshot().id(), instance.generation())) {
      owner.tell(new Supervisor.InstanceChanged(key, instance));
    }
    return state.with(state.all().with(instance));
  }

  private State ended(State state, Identity instance) {
    var place = state.all().place(instance.id());
    state.all().member(instance).ifPresent(member -> member.ref().tell(new Instance.Leave()));
    if (place == null || !place.visible().identity().equals(instance)) {
      return state.with(state.all().without(instance));
    }
    owner.tell(new Supervisor.InstanceEnded(key, instance.id()));
    var rest = reloading.leaveOut(state, instance.id());
    return rest.with(rest.all().without(place));
  }
}
