package dev.troupe.supervision;

import dev.troupe.model.ReloadReport;
import dev.troupe.os.Takeover;
import dev.troupe.supervision.instance.Heir;
import dev.troupe.supervision.instance.Numbered;
import dev.troupe.supervision.saved.SavedApp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * How a supervisor begins where an earlier daemon has ended.
 *
 * @param spawner makes the actor of an app that goes on
 */
record Succession(
    Heritage heritage, Function<Heritage.App, ActorRef<App.Command>> spawner, String home) {

  /** All apps and instances, at work again. */
  Roster roster(Instant now) {
    var state = heritage.state();
    var apps = new TreeMap<Long, Roster.Entry>();
    heritage.apps().forEach((key, app) -> apps.put(key, entry(app, now)));
    int nextId = apps.isEmpty() ? 0 : state.nextId();
    return new Roster(apps, state.nextKey(), nextId, Map.of());
  }

  private Roster.Entry entry(Heritage.App app, Instant now) {
    var instances = new TreeMap<Integer, Numbered>();
    var leaving = new HashSet<Integer>();
    app.visible()
        .forEach(
            (id, heir) -> {
              instances.put(id, heir.phase(home).numbered(0));
              if (heir.saved().isLeaving()) {
                leaving.add(id);
              }
            });
    var saved = app.saved();
    return new Roster.Entry(
        saved.key(),
        spawner.apply(app),
        saved.spec(),
        instances,
        Set.copyOf(leaving),
        false,
        report(saved, now),
        null,
        null);
  }

  private static @Nullable ReloadReport report(SavedApp app, Instant now) {
    return app.isReloading()
        ? ReloadReport.cancelled(now, "the daemon died in the middle of it")
        : app.lastReload();
  }

  /** Replaces those whose child can serve but not be talked to. */
  Errands replacements(Roster roster) {
    var errands = Errands.none(roster);
    for (var app : heritage.apps().values()) {
      var ids = deaf(app);
      var entry = errands.roster().apps().get(app.saved().key());
      if (!ids.isEmpty() && entry != null) {
        errands = Reloads.rollOut(errands, entry, entry.spec(), ids, 0);
      }
    }
    return errands;
  }

  private static List<Integer> deaf(Heritage.App app) {
    return app.visible().values().stream()
        .filter(heir -> heir.takeover() instanceof Takeover.Deaf && heir.saved().mayRun())
        .map(Heir::id)
        .sorted()
        .toList();
  }
}
