package dev.troupe.supervision;

import dev.troupe.model.ActionResult;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.supervision.Supervisor.Answer;
import dev.troupe.supervision.instance.Instance;
import dev.troupe.supervision.instance.Numbered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the instances have replied to one request.
 *
 * @param before the roster that the request was made for
 */
record Replies(Roster before, Gather.Gathered gathered) {

  /** The answer to whoever made the request. */
  Answer answer(List<String> warnings) {
    return gathered.replies().stream().anyMatch(Instance.Reply.Returned.class::isInstance)
        ? new Answer.Returned(results())
        : acted(warnings);
  }

  /** What an action has returned in each instance, by id. */
  private List<ActionResult> results() {
    var apps = before.byInstance();
    var results = new TreeMap<Integer, ActionResult>();
    for (var reply : gathered.replies()) {
      switch (reply) {
        case Instance.Reply.Returned(var one, var value) ->
            results.put(one.id(), result(apps, one.id(), value, null));
        case Instance.Reply.Refused(int id, var reason, _) ->
            results.put(id, result(apps, id, null, reason));
        case Instance.Reply.Settled _, Instance.Reply.Deleted _ -> {}
      }
    }
    return List.copyOf(results.values());
  }

  private static ActionResult result(
      Map<Integer, Roster.Entry> apps, int id, @Nullable Object value, @Nullable String problem) {
    var entry = apps.get(id);
    return entry == null
        ? new ActionResult(id, "", "", value, problem)
        : new ActionResult(id, entry.spec().name(), entry.spec().namespace(), value, problem);
  }

  /** Each instance as it replied last. */
  private Answer acted(List<String> warnings) {
    var apps = before.byInstance();
    var last = new TreeMap<Integer, InstanceSnapshot>();
    gathered.replies().stream().flatMap(Replies::snapshot).forEach(one -> last.put(one.id(), one));
    var shown = new TreeMap<Long, List<InstanceSnapshot>>();
    for (var one : last.values()) {
      var entry = apps.get(one.id());
      if (entry != null) {
        shown.computeIfAbsent(entry.key(), _ -> new ArrayList<>()).add(one);
      }
    }
    return new Answer.Acted(before.only(shown), problems(), warnings);
  }

  private static Stream<InstanceSnapshot> snapshot(Instance.Reply reply) {
    return switch (reply) {
      case Instance.Reply.Settled(var instance) -> Stream.of(instance.snapshot());
      case Instance.Reply.Deleted(var instance) -> Stream.of(instance.snapshot());
      case Instance.Reply.Returned(var instance, _) -> Stream.of(instance);
      case Instance.Reply.Refused _ -> Stream.of();
    };
  }

  private List<String> problems() {
    var refusals =
        gathered.replies().stream()
            .flatMap(
                reply ->
                    reply instanceof Instance.Reply.Refused(_, var reason, _)
                        ? Stream.of(reason)
                        : Stream.of());
    return Stream.concat(refusals, gathered.problems().stream()).distinct().toList();
  }

  /**
   * Takes over what the replies say, so that a request that follows the answer finds it so; apps
   * may tell it later.
   */
  Roster updated(Roster known) {
    var apps = before.byInstance();
    var roster = known;
    for (var reply : gathered.replies()) {
      roster = updated(roster, apps, reply);
    }
    return roster;
  }

  private static Roster updated(
      Roster roster, Map<Integer, Roster.Entry> apps, Instance.Reply reply) {
    return switch (reply) {
      case Instance.Reply.Settled(var instance) -> {
        var entry = apps.get(instance.snapshot().id());
        yield entry == null ? roster : roster.update(entry.key(), app -> app.refreshed(instance));
      }
      case Instance.Reply.Returned _ -> roster;
      case Instance.Reply.Deleted(var instance) -> {
        var entry = apps.get(instance.snapshot().id());
        yield entry == null ? roster : ended(roster, entry.key(), instance.snapshot().id());
      }
      case Instance.Reply.Refused(int id, _, var now) -> {
        var entry = apps.get(id);
        yield entry == null
            ? roster
            : roster.update(entry.key(), app -> refused(app.leaving(id, false), now));
      }
    };
  }

  private static Roster.Entry refused(Roster.Entry app, @Nullable Numbered now) {
    return now == null ? app : app.refreshed(now);
  }

  /** Without an instance that has ended; its app goes with the last one. */
  static Roster ended(Roster roster, long key, int id) {
    var fewer = roster.update(key, entry -> entry.without(id));
    var entry = fewer.apps().get(key);
    if (entry == null || !entry.instances().isEmpty()) {
      return fewer;
    }
    entry.app().tell(new App.Leave());
    return fewer.without(key);
  }
}
