package dev.troupe.supervision;

import dev.troupe.model.Dependency;
import dev.troupe.model.Dependency.Condition;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.policy.StartOrder;
import dev.troupe.supervision.Errands.Errand;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts errands that start or stop apps in the order that dependencies ask for. */
final class Startup {
  private Startup() {}

  /**
   * Adds starts, each after what it depends on.
   *
   * @param isStrict whether apps that are not started now count too; if not, they are left to
   *     whoever named the apps to start
   */
  static Errands inOrder(Errands before, List<Errand> starts, boolean isStrict) {
    var roster = before.roster();
    var started = starts.stream().map(Errand::app).collect(Collectors.toSet());
    var errands = before;
    var relevant = new LinkedHashSet<Dependency>();
    for (var start : starts) {
      var conditions =
          roster.dependencies(start.key()).stream()
              .filter(on -> isStrict || started.contains(on.app()))
              .toList();
      relevant.addAll(conditions);
      errands = errands.and(start.after(conditions));
    }
    for (var dependency : relevant) {
      errands = waiting(errands, dependency, started);
    }
    return errands;
  }

  private static Errands waiting(Errands before, Dependency on, Set<String> started) {
    var errands = before;
    if (on.condition() == Condition.COMPLETED) {
      var itself = List.of(new Dependency(on.app(), Condition.STARTED));
      for (var entry : before.roster().named(on.app())) {
        for (int id : entry.ids()) {
          errands = errands.and(Errand.awaitEnd(entry, id).after(itself));
        }
      }
      return errands;
    }
    var flaw = started.contains(on.app()) ? Optional.<String>empty() : flaw(before.roster(), on);
    return flaw.isEmpty() ? errands : errands.unmet(on, flaw.get());
  }

  /** Why an app that is there already does not meet a condition. */
  private static Optional<String> flaw(Roster roster, Dependency on) {
    return roster.named(on.app()).stream()
        .flatMap(entry -> entry.snapshots().stream())
        .flatMap(instance -> flaw(instance, on.condition()).stream())
        .findFirst();
  }

  private static Optional<String> flaw(InstanceSnapshot instance, Condition condition) {
    return Optional.ofNullable(
        switch (instance.state()) {
          case ONLINE, LAUNCHING ->
              condition == Condition.READY && !instance.ready() ? "is not ready" : null;
          case PAUSED -> "is paused";
          case STOPPING -> "is being stopped";
          case STOPPED -> "is stopped";
          case ERRORED -> "is errored";
          case WAITING_RESTART -> "waits for its restart";
        });
  }

  /** Adds stops, each before what the app depends on. */
  static Errands inReverse(Errands before, Collection<Errand> stops) {
    var stages = StartOrder.stages(before.roster().specs());
    int last = stages.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    var errands = before;
    for (var stop : stops) {
      errands = errands.and(stop.in(last - stage(stages, stop.app())));
    }
    return errands;
  }

  private static int stage(Map<String, Integer> stages, String app) {
    return stages.getOrDefault(app, 0);
  }
}
