package dev.troupe.supervision.saved;

import dev.troupe.supervision.ports.SavedPlace;
import dev.troupe.supervision.saved.Ledger.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that a {@link Ledger} was told, as far as it is still true. To be used by one at a time. */
final class Memory {
  private final SavedState first;
  private final TreeMap<Long, SavedApp> apps = new TreeMap<>();
  private final Map<Long, Map<Identity, SavedInstance>> instances = new HashMap<>();
  private List<SavedPlace> places;
  private Entry.Counted counted;

  /** Begins with what is known from before. */
  Memory(SavedState first) {
    this.first = first;
    this.places = first.places();
    this.counted = new Entry.Counted(first.nextKey(), first.nextId());
    for (var app : first.apps()) {
      apps.put(app.key(), app.with(List.of()));
      app.instances()
          .forEach(
              one ->
                  of(app.key())
                      .put(one.identity(), one.spec() == null ? one.with(app.spec()) : one));
    }
  }

  /** False if that was known. */
  boolean takesIn(Entry entry) {
    return switch (entry) {
      case Entry.Counted numbers -> {
        var before = counted;
        counted = numbers;
        yield !numbers.equals(before);
      }
      case Entry.Declared(long key, var spec) -> put(SavedApp.declared(key, spec));
      case Entry.Wanted(long key, var spec, var served, boolean isReloading) -> {
        var app = apps.get(key);
        var report = app == null ? null : app.lastReload();
        yield put(new SavedApp(key, spec, served, isReloading, report, List.of()));
      }
      case Entry.Reloaded(long key, var report) -> {
        var app = apps.get(key);
        yield app != null && put(app.with(report));
      }
      case Entry.AppLeft(long key) -> {
        instances.remove(key);
        yield apps.remove(key) != null;
      }
      case Entry.Lives(var instance) -> isNews(instance);
      case Entry.InstanceLeft(var identity) -> of(identity.app()).remove(identity) != null;
      case Entry.Open(var open) -> {
        var before = places;
        places = open;
        yield !open.equals(before);
      }
    };
  }

  private boolean put(SavedApp app) {
    return !app.equals(apps.put(app.key(), app));
  }

  private boolean isNews(SavedInstance instance) {
    @Nullable SavedInstance before =
        of(instance.identity().app()).put(instance.identity(), instance);
    return !Objects.equals(before, instance);
  }

  private Map<Identity, SavedInstance> of(long app) {
    return instances.computeIfAbsent(app, _ -> new HashMap<>());
  }

  SavedState state() {
    var all = apps.values().stream().map(this::complete).toList();
    return new SavedState(
        SavedState.VERSION,
        first.boot(),
        first.daemons(),
        counted.nextKey(),
        counted.nextId(),
        all,
        places);
  }

  private SavedApp complete(SavedApp app) {
    return app.with(
        of(app.key()).values().stream().map(instance -> instance.within(app.spec())).toList());
  }
}
