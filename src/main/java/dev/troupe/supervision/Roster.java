package dev.troupe.supervision;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.AppSpec;
import dev.troupe.model.Dependency;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.ReloadReport;
import dev.troupe.model.Usage;
import dev.troupe.os.Family;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.Targets;
import dev.troupe.supervision.instance.Numbered;
import dev.troupe.supervision.usage.UsageHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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
import org.jspecify.annotations.Nullable;

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

  /**
   * One app.
   *
   * @param leaving ids of instances that were told to delete themselves
   * @param isReloading whether a reload is under way
   * @param lastReload how the last one went; null if there was none
   * @param nextDue when its schedule starts it next; null if it has none
   * @param watchProblem as in {@link AppSnapshot}
   */
  record Entry(
      long key,
      ActorRef<App.Command> app,
      AppSpec spec,
      NavigableMap<Integer, Numbered> instances,
      Set<Integer> leaving,
      boolean isReloading,
      @Nullable ReloadReport lastReload,
      @Nullable Instant nextDue,
      @Nullable String watchProblem) {

    /** An app without instances yet. */
    static Entry of(long key, ActorRef<App.Command> app, AppSpec spec) {
      return new Entry(key, app, spec, new TreeMap<>(), Set.of(), false, null, null, null);
    }

    Entry wanting(AppSpec newSpec) {
      return new Entry(
          key, app, newSpec, instances, leaving, isReloading, lastReload, nextDue, watchProblem);
    }

    Entry reloading(AppSpec newSpec) {
      return new Entry(
          key, app, newSpec, instances, leaving, true, lastReload, nextDue, watchProblem);
    }

    Entry reloaded(AppSpec newSpec, ReloadReport report) {
      return new Entry(key, app, newSpec, instances, leaving, false, report, nextDue, watchProblem);
    }

    Entry due(@Nullable Instant next) {
      return new Entry(
          key, app, spec, instances, leaving, isReloading, lastReload, next, watchProblem);
    }

    Entry watched(@Nullable String problem) {
      return new Entry(
          key, app, spec, instances, leaving, isReloading, lastReload, nextDue, problem);
    }

    private Entry with(NavigableMap<Integer, Numbered> newer) {
      return new Entry(
          key, app, spec, newer, leaving, isReloading, lastReload, nextDue, watchProblem);
    }

    Entry with(Numbered instance) {
      var all = new TreeMap<>(instances);
      all.merge(instance.snapshot().id(), instance, Numbered::orNewer);
      return with(all);
    }

    /** The same, knowing whether an instance is about to be deleted. */
    Entry leaving(int id, boolean isLeaving) {
      var ids = new HashSet<>(leaving);
      ids.remove(id);
      if (isLeaving) {
        ids.add(id);
      }
      return new Entry(
          key,
          app,
          spec,
          instances,
          Set.copyOf(ids),
          isReloading,
          lastReload,
          nextDue,
          watchProblem);
    }

    /** The same with what an instance said, unless that has left meanwhile. */
    Entry refreshed(Numbered instance) {
      return instances.containsKey(instance.snapshot().id()) ? with(instance) : this;
    }

    Entry without(int id) {
      var rest = new TreeMap<>(instances);
      rest.remove(id);
      return with(rest).leaving(id, false);
    }

    List<Integer> ids() {
      return List.copyOf(instances.keySet());
    }

    /** The id of the instance in each slot, of those that are about to be deleted or not. */
    Map<Integer, Integer> slots(boolean isLeaving) {
      return snapshots().stream()
          .filter(instance -> leaving.contains(instance.id()) == isLeaving)
          .collect(Collectors.toMap(InstanceSnapshot::slot, InstanceSnapshot::id));
    }

    @Nullable InstanceSnapshot instance(int id) {
      var known = instances.get(id);
      return known == null ? null : known.snapshot();
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
                    case LAUNCHING, ONLINE, PAUSED, STOPPING, WAITING_RESTART -> false;
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

  List<AppSpec> specs() {
    return apps.values().stream().map(Entry::spec).toList();
  }

  /** What one app depends on. */
  List<Dependency> dependencies(long key) {
    var entry = apps.get(key);
    return entry == null ? List.of() : entry.spec().dependsOn();
  }

  /** The slots that other apps of the same name have filled. */
  Set<Integer> slotsOfNamesakes(Entry app) {
    return named(app.spec().name()).stream()
        .filter(entry -> entry.key() != app.key())
        .flatMap(entry -> entry.snapshots().stream())
        .map(InstanceSnapshot::slot)
        .collect(Collectors.toSet());
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
        apps.values().stream()
            .flatMap(app -> app.snapshots().stream().map(one -> candidate(app.spec(), one)))
            .toList();
    var meant = Set.copyOf(Targets.resolve(target, candidates));
    return members.values().stream().filter(one -> meant.contains(one.id())).toList();
  }

  /** What is wanted of each app that a target means, by key; none if it cannot be read. */
  Map<Long, AppSpec> specsOf(String target) {
    var specs = new TreeMap<Long, AppSpec>();
    try {
      resolve(target).forEach(one -> specs.put(one.entry().key(), one.entry().spec()));
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
    return specs;
  }

  private static Targets.Candidate candidate(AppSpec spec, InstanceSnapshot one) {
    return new Targets.Candidate(
        one.id(), one.slot(), spec.name(), spec.namespace(), spec.program().script());
  }

  /** The process trees of all that have one. */
  Collection<Family> trees() {
    return apps.values().stream()
        .flatMap(entry -> entry.instances().values().stream())
        .flatMap(instance -> Optional.ofNullable(instance.tree()).stream())
        .toList();
  }

  /** The process trees of those of these instances that have one, by id. */
  Map<Integer, Family> trees(List<Member> members) {
    var trees = new TreeMap<Integer, Family>();
    for (var member : members) {
      var instance = member.entry().instances().get(member.id());
      var tree = instance == null ? null : instance.tree();
      if (tree != null) {
        trees.put(member.id(), tree);
      }
    }
    return trees;
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
    return new AppSnapshot(
        entry.key(),
        entry.spec(),
        bySlot,
        entry.lastReload(),
        entry.nextDue(),
        entry.watchProblem());
  }

  /** What was measured last, of whom. */
  UsageHistory.Sampled sample() {
    var known = new HashSet<UsageHistory.Subject>();
    var used = new HashMap<UsageHistory.Subject, Usage>();
    for (var entry : apps.values()) {
      for (var instance : entry.instances().values()) {
        var subject = new UsageHistory.Subject(entry.key(), instance.snapshot().id());
        known.add(subject);
        Optional.ofNullable(instance.process())
            .map(usage::get)
            .ifPresent(one -> used.put(subject, one));
      }
    }
    return new UsageHistory.Sampled(used, known);
  }

  private InstanceSnapshot withUsage(Numbered instance) {
    var process = instance.process();
    var used = process == null ? null : usage.get(process);
    return used == null ? instance.snapshot() : instance.snapshot().with(used);
  }
}
