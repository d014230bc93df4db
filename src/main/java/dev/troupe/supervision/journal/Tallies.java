package dev.troupe.supervision.journal;

import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.ReloadReport;
import dev.troupe.model.RestartReason;
import dev.troupe.model.Tally;
import dev.troupe.model.Tally.End;
import dev.troupe.model.Tally.Why;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts events, event by event. What it keeps is bounded by the instances there are. */
final class Tallies {

  /** One instance: all generations that have its id. */
  private static final class Instance {
    private final Map<Why, Long> restarts = new EnumMap<>(Why.class);
    private final Map<End, Long> exits = new EnumMap<>(End.class);

    /** Its children that live: two in the middle of a reload. */
    private final Set<Long> children = new HashSet<>();

    /** Why the next child will be started in place of the last; null if there was none. */
    private @Nullable Why due;

    /** Why a rolling reload is under way; null if somebody asked for it. */
    private @Nullable Why reload;

    /** A rule wants another child, whatever else happens until then. */
    void renewing(Why why) {
      due = why;
    }

    /** The first reason is the one: a child that is not well is stopped for that. */
    void becauseOf(Why why) {
      due = due == null ? why : due;
    }

    /** It is about to lose this child; nothing follows if another is there already. */
    void losing(long child, Why why) {
      if (children.isEmpty() || children.equals(Set.of(child))) {
        becauseOf(why);
      }
    }

    void count(Why why) {
      restarts.merge(why, 1L, Long::sum);
    }

    Tally.Instance counted() {
      return new Tally.Instance(restarts, exits);
    }
  }

  private final Map<Integer, Instance> instances = new HashMap<>();
  private final Map<String, Map<ReloadReport.Outcome, Tally.Reloads>> reloads = new HashMap<>();
  private final Map<Integer, String> apps = new HashMap<>();

  void count(Event event) {
    switch (event) {
      case Event.Started one -> started(of(one.app(), one.instance()), one.pid());
      case Event.Exited one -> exited(of(one.app(), one.instance()), one.pid(), one.status());
      case Event.Unhealthy one -> of(one.app(), one.instance()).losing(one.pid(), Why.UNHEALTHY);
      case Event.Restarting one ->
          of(one.app(), one.instance()).renewing(why(one.reason().cause()));
      case Event.Stopping one -> of(one.app(), one.instance()).losing(one.pid(), Why.COMMAND);
      case Event.Stopped one -> rests(of(one.app(), one.instance()));
      case Event.GaveUp one -> rests(of(one.app(), one.instance()));
      case Event.ReloadProgress one -> progressed(one);
      case Event.ReloadEnded one -> reloaded(one.app(), one.report());
      case Event.Deleted one -> deleted(one.app(), one.instance());
      case Event.Online _,
          Event.LaunchFailed _,
          Event.RestartScheduled _,
          Event.Paused _,
          Event.Resumed _,
          Event.Raised _,
          Event.Noted _,
          Event.Scaled _,
          Event.Redeclared _,
          Event.WatchDegraded _ -> {}
    }
  }

  private Instance of(String app, int id) {
    apps.put(id, app);
    return instances.computeIfAbsent(id, _ -> new Instance());
  }

  private static void started(Instance instance, long pid) {
    if (instance.due != null) {
      instance.count(instance.due);
      instance.due = null;
    }
    instance.children.add(pid);
  }

  private static void exited(Instance instance, long pid, ExitStatus status) {
    instance.losing(pid, isForMemory(status) ? Why.OOM : Why.EXIT);
    instance.children.remove(pid);
    instance.exits.merge(end(status), 1L, Long::sum);
  }

  private static boolean isForMemory(ExitStatus status) {
    return status instanceof ExitStatus.Signaled(_, boolean outOfMemory) && outOfMemory;
  }

  private static Why why(RestartReason.Cause cause) {
    return switch (cause) {
      case MEMORY -> Why.MEMORY;
      case SCHEDULE -> Why.SCHEDULE;
      case FILES -> Why.FILES;
    };
  }

  private static End end(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Exited(int code) -> code == 0 ? End.SUCCESS : End.FAILURE;
      case ExitStatus.Signaled _ -> End.SIGNAL;
      case ExitStatus.Unknown _ -> End.UNKNOWN;
    };
  }

  private static void rests(Instance instance) {
    if (instance.children.isEmpty()) {
      instance.due = null;
    }
  }

  /** A reload that a rule has begun counts for that rule. */
  private void progressed(Event.ReloadProgress one) {
    var instance = of(one.app(), one.instance());
    switch (one.stage()) {
      case STARTING -> {
        instance.reload = instance.due;
        instance.due = null;
      }
      case DONE -> instance.count(Objects.requireNonNullElse(instance.reload, Why.RELOAD));
      case READY, DRAINING, ABANDONED -> {}
    }
  }

  private void reloaded(String app, ReloadReport report) {
    var taken = Duration.between(report.begunAt(), report.endedAt());
    reloads
        .computeIfAbsent(app, _ -> new EnumMap<>(ReloadReport.Outcome.class))
        .merge(report.outcome(), new Tally.Reloads(1, taken), (before, _) -> before.and(taken));
  }

  /** The last instance of an app takes its reloads along. */
  private void deleted(String app, int id) {
    if (!of(app, id).children.isEmpty()) {
      return;
    }
    instances.remove(id);
    apps.remove(id);
    if (!apps.containsValue(app)) {
      reloads.remove(app);
    }
  }

  Tally tally() {
    var counted = new HashMap<Integer, Tally.Instance>();
    instances.forEach((id, instance) -> counted.put(id, instance.counted()));
    var copies = new HashMap<String, Map<ReloadReport.Outcome, Tally.Reloads>>();
    reloads.forEach((app, some) -> copies.put(app, Map.copyOf(some)));
    return new Tally(counted, copies);
  }
}
