package dev.troupe.supervision;

import dev.troupe.config.SavedApps;
import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import dev.troupe.os.Signals;
import dev.troupe.policy.Slots;
import dev.troupe.policy.StartOrder;
import dev.troupe.supervision.Errands.Errand;
import dev.troupe.supervision.Supervisor.Answer;
import dev.troupe.supervision.instance.Instance;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Turns requests into errands for apps, or into the answer why not.
 *
 * @param spawner makes the actor of a new app, from its key and what is wanted
 */
record Orders(BiFunction<Long, AppSpec, ActorRef<App.Command>> spawner, InstantSource clock) {

  private static final String ALL = "all";

  /** What a request comes down to. */
  sealed interface Order {}

  /** It is refused; nothing was changed. */
  record Refused(Answer answer) implements Order {}

  /** It can be carried out. */
  record Accepted(Errands errands) implements Order {}

  Order act(Roster roster, Supervisor.Targeted request) {
    return act(roster, request, Revision.NONE);
  }

  /** The same with changes to what is wanted, unless somebody else has changed it meanwhile. */
  Order change(Roster roster, Supervisor.Targeted request, Revision revision) {
    if (!revision.errors().isEmpty()) {
      return new Refused(new Answer.Invalid(revision.errors()));
    }
    var outdated =
        roster.specsOf(request.target()).keySet().stream()
            .map(key -> roster.apps().get(key))
            .filter(entry -> entry != null && revision.isOutdated(entry))
            .findFirst();
    return outdated.isPresent()
        ? new Refused(
            new Answer.Conflict(
                "%s was changed by somebody else meanwhile: try again"
                    .formatted(outdated.get().spec().name())))
        : act(roster, request, revision);
  }

  private Order act(Roster roster, Supervisor.Targeted request, Revision revision) {
    return resolving(
        roster,
        request.target(),
        members ->
            switch (request) {
              case Supervisor.Start start -> start(roster, members, revision, start);
              case Supervisor.Stop _ -> stop(roster, members);
              case Supervisor.Delete _ -> delete(roster, members);
              case Supervisor.Reset _ -> each(roster, members, Instance.Reset::new);
              case Supervisor.Signal(_, var signal, _) -> signal(roster, members, signal);
              case Supervisor.Send(_, var text, _) -> send(roster, members, text);
              case Supervisor.Pause _ -> each(roster, members, Instance.Pause::new);
              case Supervisor.Resume _ -> each(roster, members, Instance.Resume::new);
              case Supervisor.Monitor(_, boolean isWished, _) ->
                  each(roster, members, to -> new Instance.Monitor(isWished, to));
              case Supervisor.Trigger(_, var action, var params, _) ->
                  each(roster, members, to -> new Instance.Trigger(action, params, to));
              case Supervisor.Scale scale -> scale(roster, members, scale.instances());
              case Supervisor.Reload reload -> Reloads.begin(roster, members, revision, reload);
              case Supervisor.CancelReload _ -> Reloads.cancel(roster, members);
            });
  }

  private static Order resolving(
      Roster roster, String target, Function<List<Roster.Member>, Order> order) {
    try {
      var members = withoutModules(target, roster.resolve(target));
      return members.isEmpty() ? new Refused(new Answer.NotFound(target)) : order.apply(members);
    } catch (IllegalArgumentException e) {
      return new Refused(new Answer.Invalid(List.of(String.valueOf(e.getMessage()))));
    }
  }

  /** PM2's rule: a module is meant only by its name. */
  private static List<Roster.Member> withoutModules(String target, List<Roster.Member> members) {
    return target.equals(ALL)
        ? members.stream().filter(member -> !member.entry().spec().isModule()).toList()
        : members;
  }

  private static Order each(Roster roster, List<Roster.Member> members, Errands.Request request) {
    var errands = Errands.none(roster);
    for (var member : members) {
      errands = errands.and(Errand.toInstance(member.entry(), member.id(), request));
    }
    return new Accepted(errands);
  }

  /** PM2's rule: Node's cluster leaves no standard input to a worker. */
  private static Order send(Roster roster, List<Roster.Member> members, String text) {
    for (var member : members) {
      var spec = member.entry().spec();
      if (spec.execMode() == ExecMode.CLUSTER) {
        return new Refused(
            new Answer.Conflict(
                "%s[%d] is in cluster mode, which has no standard input to write to"
                    .formatted(spec.name(), member.id())));
      }
    }
    return each(roster, members, to -> new Instance.Send(text, to));
  }

  private static Order signal(Roster roster, List<Roster.Member> members, String signal) {
    int number =
        Signals.number(signal)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'%s' is not a signal: use a name such as SIGUSR2, or a number"
                            .formatted(signal)));
    return each(roster, members, to -> new Instance.Signal(number, to));
  }

  private static Order start(
      Roster roster, List<Roster.Member> members, Revision revision, Supervisor.Start request) {
    var busy = Reloads.underWay(members.stream().map(Roster.Member::entry).toList());
    if (busy.isPresent()) {
      return new Refused(busy.get());
    }
    var errands = Errands.none(roster);
    var starts = new ArrayList<Errand>();
    for (var member : members) {
      var spec = revision.of(member.entry()).calledFrom(request.env());
      errands = errands.want(member.entry(), spec);
      starts.add(
          Errand.toInstance(member.entry(), member.id(), to -> new Instance.Start(spec, to)));
    }
    return new Accepted(Startup.inOrder(errands, starts, false));
  }

  private static Order stop(Roster roster, List<Roster.Member> members) {
    var stops =
        members.stream()
            .map(one -> Errand.toInstance(one.entry(), one.id(), Instance.Stop::new))
            .toList();
    return new Accepted(Startup.inReverse(disarmed(roster, members), stops));
  }

  /** PM2's rule: files do not start again what was stopped, until it is declared anew. */
  private static Errands disarmed(Roster roster, List<Roster.Member> members) {
    var ids = members.stream().map(Roster.Member::id).collect(Collectors.toSet());
    var errands = Errands.none(roster);
    for (var entry : members.stream().map(Roster.Member::entry).distinct().toList()) {
      if (entry.spec().watch().on() && ids.containsAll(entry.ids())) {
        var spec = entry.spec().with(app -> app.watch = app.watch.switched(false));
        errands = errands.want(entry, spec);
      }
    }
    return errands;
  }

  private static Order delete(Roster roster, List<Roster.Member> members) {
    var ends =
        members.stream()
            .map(one -> Errand.toInstance(one.entry(), one.id(), Instance.Delete::new))
            .toList();
    var known = roster;
    for (var member : members) {
      known = known.update(member.entry().key(), entry -> entry.leaving(member.id(), true));
    }
    return new Accepted(Startup.inReverse(Errands.none(known), ends));
  }

  Order declare(Roster roster, Supervisor.Declare request) {
    var obstacle = StartOrder.obstacle(request.specs(), roster.specs());
    if (obstacle.isPresent()) {
      return new Refused(new Answer.Invalid(List.of(obstacle.get())));
    }
    var plan = Enrolment.of(roster, request);
    return refusal(plan)
        .<Order>map(Refused::new)
        .orElseGet(() -> enrol(roster, plan, request.parallel()));
  }

  private static Optional<Answer> refusal(List<Enrolment> plan) {
    return plan.stream()
        .flatMap(
            step ->
                switch (step) {
                  case Enrolment.Refuse(var reason) ->
                      Optional.<Answer>of(new Answer.Conflict(reason)).stream();
                  case Enrolment.Renew(var entry, _) -> Reloads.underWay(List.of(entry)).stream();
                  case Enrolment.RollOut(var entry, _) -> Reloads.underWay(List.of(entry)).stream();
                  case Enrolment.Create _ -> Optional.<Answer>empty().stream();
                })
        .findFirst();
  }

  private Order enrol(Roster roster, List<Enrolment> plan, int parallel) {
    var errands = Errands.none(roster);
    var starts = new ArrayList<Errand>();
    for (var step : plan) {
      errands =
          switch (step) {
            case Enrolment.Create(var spec) -> create(errands, spec, starts);
            case Enrolment.Renew(var entry, var spec) -> renew(errands, entry, spec, starts);
            case Enrolment.RollOut(var entry, var spec) -> rollOut(errands, entry, spec, parallel);
            case Enrolment.Refuse _ -> errands;
          };
    }
    return new Accepted(Startup.inOrder(errands, starts, true));
  }

  private Errands create(Errands errands, AppSpec spec, List<Errand> starts) {
    var roster = errands.roster();
    long key = roster.nextKey();
    var app = Roster.Entry.of(key, spawner.apply(key, spec), spec);
    var occupied = roster.slotsOfNamesakes(app);
    var slots = Slots.toReach(spec.instances(), List.of(), occupied).added();
    boolean startsAtOnce = spec.autostart() && spec.dependsOn().isEmpty();
    var filled = errands.with(roster.with(app)).fill(app, slots, startsAtOnce, clock.instant());
    if (startsAtOnce) {
      starts.add(filled.errand());
      return filled.known();
    }
    return spec.autostart() ? startLater(filled, key, starts) : filled.all();
  }

  /** An app that depends on others waits stopped until its turn comes. */
  private static Errands startLater(Errands.Filled filled, long key, List<Errand> starts) {
    var entry = filled.known().roster().apps().get(key);
    if (entry != null) {
      starts.addAll(starts(entry, entry.spec()));
    }
    return filled.all();
  }

  private static List<Errand> starts(Roster.Entry entry, AppSpec spec) {
    return entry.ids().stream()
        .map(id -> Errand.toInstance(entry, id, to -> new Instance.Start(spec, to)))
        .toList();
  }

  private static Errands renew(
      Errands errands, Roster.Entry known, AppSpec spec, List<Errand> starts) {
    var wanted = spec.withInstances(known.slots(false).size());
    starts.addAll(starts(known, wanted));
    return errands.want(known, wanted);
  }

  private static Errands rollOut(Errands errands, Roster.Entry known, AppSpec spec, int parallel) {
    var wanted = spec.withInstances(known.slots(false).size());
    return Reloads.rollOut(errands, known, wanted, known.ids(), parallel);
  }

  /** New apps as they were saved; names that are managed already are left alone. */
  Order revive(Roster roster, List<SavedApps.Saved> saved) {
    var specs = new ArrayList<AppSpec>();
    var errands = Errands.none(roster);
    var starts = new ArrayList<Errand>();
    for (var app : saved) {
      if (roster.named(app.spec().name()).isEmpty()) {
        specs.add(app.spec());
        errands = revive(errands, app, starts);
      }
    }
    var obstacle = StartOrder.obstacle(specs, roster.specs());
    return obstacle.isPresent()
        ? new Refused(new Answer.Invalid(List.of(obstacle.get())))
        : new Accepted(Startup.inOrder(errands, starts, true));
  }

  private Errands revive(Errands errands, SavedApps.Saved app, List<Errand> starts) {
    var spec = app.spec();
    long key = errands.roster().nextKey();
    var entry = Roster.Entry.of(key, spawner.apply(key, spec), spec);
    var occupied = errands.roster().slotsOfNamesakes(entry);
    var slots = Slots.toReach(app.running().size(), List.of(), occupied).added();
    var filled =
        errands.with(errands.roster().with(entry)).fill(entry, slots, false, clock.instant()).all();
    var known = filled.roster().apps().get(key);
    if (known != null) {
      known.slots(false).entrySet().stream()
          .filter(slot -> app.running().get(slots.indexOf(slot.getKey())))
          .map(
              slot -> Errand.toInstance(known, slot.getValue(), to -> new Instance.Start(spec, to)))
          .forEach(starts::add);
    }
    return filled;
  }

  private Order scale(Roster roster, List<Roster.Member> members, String instances) {
    var errands = Errands.none(roster);
    for (var entry : members.stream().map(Roster.Member::entry).distinct().toList()) {
      errands = scale(errands, entry, instances);
    }
    return new Accepted(errands);
  }

  private Errands scale(Errands before, Roster.Entry known, String instances) {
    var staying = known.slots(false);
    int wanted = Slots.wanted(instances, staying.size());
    var occupied = new HashSet<>(known.slots(true).keySet());
    occupied.addAll(before.roster().slotsOfNamesakes(known));
    var change = Slots.toReach(wanted, staying.keySet(), occupied);
    var errands = before.want(known, known.spec().withInstances(wanted));
    for (int slot : change.removed()) {
      int id = staying.getOrDefault(slot, slot);
      errands =
          errands
              .with(errands.roster().update(known.key(), entry -> entry.leaving(id, true)))
              .and(Errand.toApp(known, 1, to -> new App.Remove(id, to)));
    }
    var entry = errands.roster().apps().get(known.key());
    return change.added().isEmpty() || entry == null
        ? errands
        : errands.fill(entry, change.added(), true, clock.instant()).all();
  }
}
