package dev.troupe.supervision;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.Usage;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.Targets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * All apps and instances the supervisor knows, as it last heard of them.
 *
 * @param apps by key
 * @param nextKey of the next app
 * @param nextId of the next instance; 0 again once the list is empty (PM2)
 * @param usage what children use, as last measured
 */
record Roster(
    NavigableMap<Long, Entry> apps, long nextKey, int nextId, Map<ProcessId, Usage> usage) {

  static final Roster EMPTY = new Roster(new TreeMap<>(), 0, 0, Map.of());

  /** One app. */
  record Entry(
      long key,
      ActorRef<App.Command> app,
      AppSpec spec,
      NavigableMap<Integer, Numbered> instances) {

    Entry wanting(AppSpec newSpec) {
      return new Entry(key, app, newSpec, instances);
    }

    Entry with(Numbered instance) {
      var all = new TreeMap<>(instances);
      all.merge(instance.snapshot().id(), instance, Numbered::orNewer);
      return new Entry(key, app, spec, all);
    }

    /** The same with what an instance said, unless that has left meanwhile. */
    Entry refreshed(Numbered instance) {
      return instances.containsKey(instance.snapshot().id()) ? with(instance) : this;
    }

    Entry without(int id) {
      var rest = new TreeMap<>(instances);
      rest.remove(id);
      return new Entry(key, app, spec, rest);
    }

    List<Integer> ids() {
      return List.copyOf(instances.keySet());
    }

    /** The id of the instance in each taken slot. */
    Map<Integer, Integer> slots() {
      return snapshots().stream()
          .collect(Collectors.toMap(InstanceSnapshot::slot, InstanceSnapshot::id));
    }

    List<InstanceSnapshot> snapshots() {
      return instances.values().stream().map(Numbered::snapshot).toList();
    }

    boolean rests() {
      return snapshots().stream()
          .allMatch(
              instance ->
                  switch (instance.state()) {
                    case STOPPED, ERRORED -> true;
                    case LAUNCHING, ONLINE, STOPPING, WAITING_RESTART -> false;
                  });
    }
  }

  Roster with(Entry entry) {
    var all = new TreeMap<>(apps);
    all.put(entry.key(), entry);
    return new Roster(all, Math.max(nextKey, entry.key() + 1), nextId, usage);
  }

  /** Changes one app, if it is still known. */
  Roster update(long key, UnaryOperator<Entry> change) {
    var entry = apps.get(key);
    return entry == null ? this : with(change.apply(entry));
  }

  Roster without(long key) {
    var rest = new TreeMap<>(apps);
    rest.remove(key);
    return new Roster(rest, nextKey, rest.isEmpty() ? 0 : nextId, usage);
  }

  /** The same with {@code number} more instance ids given away. */
  Roster countingUp(int number) {
    return new Roster(apps, nextKey, nextId + number, usage);
  }

  Roster measured(Map<ProcessId, Usage> newer) {
    return new Roster(apps, nextKey, nextId, newer);
  }

  /** The app of each instance. */
  Map<Integer, Entry> byInstance() {
    var all = new HashMap<Integer, Entry>();
    apps.values().forEach(entry -> entry.ids().forEach(id -> all.put(id, entry)));
    return all;
  }

  List<Entry> named(String name) {
    return apps.values().stream().filter(entry -> entry.spec().name().equals(name)).toList();
  }

  /** One instance and the app it belongs to. */
  record Member(Entry entry, int id) {}

  /**
   * The instances that a target means, by id.
   *
   * @throws IllegalArgumentException as {@link Targets#resolve}
   */
  List<Member> resolve(String target) {
    var members = new TreeMap<Integer, Member>();
    apps.values().forEach(app -> app.ids().forEach(id -> members.put(id, new Member(app, id))));
    var candidates =
        members.values().stream().map(one -> candidate(one.entry().spec(), one.id())).toList();
    var meant = Set.copyOf(Targets.resolve(target, candidates));
    return members.values().stream().filter(one -> meant.contains(one.id())).toList();
  }

  private static Targets.Candidate candidate(AppSpec spec, int id) {
    return new Targets.Candidate(id, spec.name(), spec.namespace(), spec.program().script());
  }

  Collection<ProcessId> processes() {
    return apps.values().stream()
        .flatMap(entry -> entry.instances().values().stream())
        .flatMap(instance -> Optional.ofNullable(instance.process()).stream())
        .toList();
  }

  /** These instances, by app, as others see them. */
  List<AppSnapshot> snapshot(List<Member> members) {
    var byApp = new TreeMap<Long, List<InstanceSnapshot>>();
    for (var member : members) {
      var instance = member.entry().instances().get(member.id());
      if (instance != null) {
        byApp
            .computeIfAbsent(member.entry().key(), _ -> new ArrayList<>())
            .add(withUsage(instance));
      }
    }
    return only(byApp);
  }

  /** These instances of each app, by its key, as others see them. */
  List<AppSnapshot> only(Map<Long, List<InstanceSnapshot>> instances) {
    return apps.values().stream()
        .filter(entry -> instances.containsKey(entry.key()))
        .map(entry -> snapshot(entry, instances.getOrDefault(entry.key(), List.of()).stream()))
        .toList();
  }

  private static AppSnapshot snapshot(Entry entry, Stream<InstanceSnapshot> instances) {
    var bySlot = instances.sorted(Comparator.comparingInt(InstanceSnapshot::slot)).toList();
    return new AppSnapshot(entry.key(), entry.spec(), bySlot, null);
  }

  private InstanceSnapshot withUsage(Numbered instance) {
    var process = instance.process();
    var used = process == null ? null : usage.get(process);
    return used == null ? instance.snapshot() : instance.snapshot().with(used);
  }
}
