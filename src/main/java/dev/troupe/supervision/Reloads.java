package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.policy.ReloadPlan;
import dev.troupe.supervision.Errands.Errand;
import dev.troupe.supervision.Orders.Accepted;
import dev.troupe.supervision.Orders.Order;
import dev.troupe.supervision.Orders.Refused;
import dev.troupe.supervision.Supervisor.Answer;
import dev.troupe.supervision.instance.Instance;
import dev.troupe.supervision.instance.Numbered;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns requests to reload into errands. */
final class Reloads {
  private Reloads() {}

  /** The refusal, if one of these apps is in the middle of a reload. */
  static Optional<Answer> underWay(Collection<Roster.Entry> entries) {
    return entries.stream()
        .filter(Roster.Entry::isReloading)
        .map(entry -> entry.spec().name())
        .findFirst()
        .map(
            name ->
                new Answer.Conflict(
                    "a reload of %s is under way: wait for it, or troupe reload --cancel %s"
                        .formatted(name, name)));
  }

  static Order begin(
      Roster roster, List<Roster.Member> members, Revision revision, Supervisor.Reload request) {
    var apps = byApp(members);
    var busy = underWay(apps.keySet());
    if (busy.isPresent()) {
      return new Refused(busy.get());
    }
    var errands = Errands.none(roster);
    for (var app : apps.entrySet()) {
      var entry = app.getKey();
      var wanted = revision.of(entry).calledFrom(request.env());
      errands = rollOut(errands, entry, wanted, app.getValue(), request.parallel());
    }
    return new Accepted(errands);
  }

  private static Map<Roster.Entry, List<Integer>> byApp(List<Roster.Member> members) {
    return members.stream()
        .collect(
            Collectors.groupingBy(
                Roster.Member::entry,
                LinkedHashMap::new,
                Collectors.mapping(Roster.Member::id, Collectors.toList())));
  }

  /**
   * Brings a new version into these instances: one after the other if the app allows it, by a
   * restart if not. What does not run is started with it.
   *
   * @param parallel how many at a time; 0 is the app's own number
   */
  static Errands rollOut(
      Errands before, Roster.Entry entry, AppSpec wanted, List<Integer> ids, int parallel) {
    boolean isGapless = isGapless(entry.spec(), wanted);
    var replaced = ids.stream().filter(id -> isGapless && runs(entry.instances().get(id))).toList();
    var errands = before.want(entry, wanted);
    if (!replaced.isEmpty()) {
      int surge = parallel > 0 ? parallel : Math.max(1, wanted.service().reload().maxSurge());
      var reloading = entry.reloading(wanted);
      errands =
          before
              .with(before.roster().with(reloading))
              .and(
                  Errand.toApp(
                      reloading,
                      replaced.size(),
                      to -> new App.BeginReload(replaced, wanted, surge, null, to)));
    }
    for (int id : ids) {
      if (!replaced.contains(id)) {
        errands = errands.and(Errand.toInstance(entry, id, to -> new Instance.Start(wanted, to)));
      }
    }
    return errands;
  }

  /** Whether a new version can come without a gap. */
  static boolean isGapless(AppSpec present, AppSpec wanted) {
    return ReloadPlan.suits(present) && ReloadPlan.suits(wanted);
  }

  private static boolean runs(@Nullable Numbered instance) {
    return instance != null
        && switch (instance.snapshot().state()) {
          case ONLINE, LAUNCHING -> true;
          case PAUSED, STOPPING, STOPPED, ERRORED, WAITING_RESTART -> false;
        };
  }

  static Order cancel(Roster roster, List<Roster.Member> members) {
    var running = byApp(members).keySet().stream().filter(Roster.Entry::isReloading).toList();
    if (running.isEmpty()) {
      var names = members.stream().map(one -> one.entry().spec().name()).distinct().toList();
      return new Refused(
          new Answer.Conflict("no reload of %s is under way".formatted(String.join(", ", names))));
    }
    var errands = Errands.none(roster);
    for (var entry : running) {
      var ids = entry.ids();
      errands = errands.and(Errand.toApp(entry, ids.size(), to -> new App.CancelReload(ids, to)));
    }
    return new Accepted(errands);
  }
}
