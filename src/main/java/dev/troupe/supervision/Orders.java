package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.os.Signals;
import dev.troupe.policy.RestartHistory;
import dev.troupe.policy.Slots;
import dev.troupe.supervision.Supervisor.Answer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Turns requests into errands for apps, or into the answer why not.
 *
 * @param spawner makes the actor of a new app, from its key and what is wanted
 */
record Orders(BiFunction<Long, AppSpec, ActorRef<App.Command>> spawner, InstantSource clock) {

  /** What a request comes down to. */
  sealed interface Order {}

  /** It is refused; nothing was changed. */
  record Refused(Answer answer) implements Order {}

  /** It can be carried out. */
  record Accepted(Errands errands) implements Order {}

  Order act(Roster roster, Supervisor.Targeted request) {
    try {
      var members = roster.resolve(request.target());
      if (request instanceof Supervisor.Signal(_, var name, _) && Signals.number(name).isEmpty()) {
        throw new IllegalArgumentException(
            "'%s' is not a signal: use a name such as SIGUSR2, or a number".formatted(name));
      }
      return members.isEmpty()
          ? new Refused(new Answer.NotFound(request.target()))
          : new Accepted(act(roster, members, request));
    } catch (IllegalArgumentException e) {
      return invalid(e);
    }
  }

  private static Errands act(
      Roster roster, List<Roster.Member> members, Supervisor.Targeted request) {
    var errands = Errands.none(roster);
    for (var member : members) {
      var entry = wanted(member.entry(), request);
      errands =
          errands
              .want(entry)
              .to(entry, member.id(), replyTo -> part(request, entry.spec(), replyTo));
    }
    return errands;
  }

  private static Roster.Entry wanted(Roster.Entry entry, Supervisor.Targeted request) {
    return request instanceof Supervisor.Start(_, var env, _)
        ? entry.wanting(entry.spec().withEnv(env))
        : entry;
  }

  private static Instance.Request part(
      Supervisor.Targeted request, AppSpec spec, ActorRef<Instance.Reply> replyTo) {
    return switch (request) {
      case Supervisor.Start _ -> new Instance.Start(spec, replyTo);
      case Supervisor.Stop _ -> new Instance.Stop(replyTo);
      case Supervisor.Delete _ -> new Instance.Delete(replyTo);
      case Supervisor.Reset _ -> new Instance.Reset(replyTo);
      case Supervisor.Signal signal ->
          new Instance.Signal(Signals.number(signal.signal()).orElseThrow(), replyTo);
      case Supervisor.Send send -> new Instance.Send(send.line(), replyTo);
    };
  }

  Order declare(Roster roster, Supervisor.Declare request) {
    var plan = Enrolment.of(roster, request);
    for (var step : plan) {
      if (step instanceof Enrolment.Refuse(var reason)) {
        return new Refused(new Answer.Conflict(reason));
      }
    }
    var errands = Errands.none(roster);
    for (var step : plan) {
      errands =
          switch (step) {
            case Enrolment.Create(var spec) -> create(errands, spec);
            case Enrolment.Renew(var entry, var spec) -> renew(errands, entry, spec);
            case Enrolment.Refuse _ -> errands;
          };
    }
    return new Accepted(errands);
  }

  private Errands create(Errands errands, AppSpec spec) {
    var roster = errands.roster();
    long key = roster.nextKey();
    var entry = new Roster.Entry(key, spawner.apply(key, spec), spec, new TreeMap<>());
    var slots = IntStream.range(0, spec.instances()).boxed().toList();
    return fill(errands.with(roster.with(entry)), entry, slots, spec.autostart());
  }

  /** Puts new instances into free slots of an app. */
  private Errands fill(Errands errands, Roster.Entry app, List<Integer> slots, boolean start) {
    var roster = errands.roster();
    var entry = app;
    var identities = new ArrayList<Phase.Identity>();
    for (int slot : slots) {
      int id = roster.nextId() + identities.size();
      var identity = new Phase.Identity(app.key(), id, slot, 0, UUID.randomUUID().toString());
      identities.add(identity);
      entry =
          entry.with(
              Phase.unborn(entry.spec(), identity, RestartHistory.begun(clock.instant()))
                  .numbered(0));
    }
    return errands
        .with(roster.countingUp(slots.size()).with(entry))
        .and(
            entry.app(),
            slots.size(),
            replyTo -> new App.Fill(List.copyOf(identities), start, replyTo));
  }

  private static Errands renew(Errands before, Roster.Entry known, AppSpec spec) {
    var entry = known.wanting(spec.withInstances(known.instances().size()));
    var errands = before.want(entry);
    for (int id : entry.ids()) {
      errands = errands.to(entry, id, replyTo -> new Instance.Start(entry.spec(), replyTo));
    }
    return errands;
  }

  Order scale(Roster roster, Supervisor.Scale request) {
    try {
      var entries =
          roster.resolve(request.target()).stream().map(Roster.Member::entry).distinct().toList();
      if (entries.isEmpty()) {
        return new Refused(new Answer.NotFound(request.target()));
      }
      var errands = Errands.none(roster);
      for (var entry : entries) {
        errands = scale(errands, entry, request.instances());
      }
      return new Accepted(errands);
    } catch (IllegalArgumentException e) {
      return invalid(e);
    }
  }

  private Errands scale(Errands before, Roster.Entry known, String instances) {
    int wanted = Slots.wanted(instances, known.instances().size());
    var change = Slots.toReach(wanted, known.slots().keySet());
    var entry = known.wanting(known.spec().withInstances(wanted));
    var errands = before.want(entry);
    var slots = entry.slots();
    for (int slot : change.removed()) {
      errands = errands.to(entry, slots.getOrDefault(slot, slot), Instance.Delete::new);
    }
    return change.added().isEmpty() ? errands : fill(errands, entry, change.added(), true);
  }

  private static Order invalid(IllegalArgumentException e) {
    return new Refused(new Answer.Invalid(List.of(String.valueOf(e.getMessage()))));
  }
}
