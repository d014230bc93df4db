package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.model.Dependency;
import dev.troupe.policy.RestartHistory;
import dev.troupe.supervision.instance.Instance;
import dev.troupe.supervision.instance.Phase;
import dev.troupe.supervision.saved.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What one request comes down to: the roster as it is from now on, and what to tell which app in
 * which order.
 *
 * @param roster knows every instance that will reply
 * @param unmet dependencies that cannot be met by waiting, and what the other app is or does
 *     instead
 */
record Errands(Roster roster, List<Errand> list, Map<Dependency, String> unmet) {

  /**
   * One message to one app.
   *
   * @param app its name
   * @param key of it
   * @param ref gets the message
   * @param stage is done once all earlier ones are
   * @param after is done once all of these are; if one of them is not met, this is left out
   * @param awaitsEnd whether an instance fails that has not ended with exit code 0
   * @param replies how many instances will reply to it
   * @param message made once it is known who gathers the replies
   */
  record Errand(
      String app,
      long key,
      ActorRef<App.Command> ref,
      int stage,
      Set<Dependency> after,
      boolean awaitsEnd,
      int replies,
      Function<ActorRef<Instance.Reply>, App.Command> message) {

    /** To the app as a whole. */
    static Errand toApp(
        Roster.Entry entry, int replies, Function<ActorRef<Instance.Reply>, App.Command> message) {
      return new Errand(
          entry.spec().name(), entry.key(), entry.app(), 0, Set.of(), false, replies, message);
    }

    /** A request to one instance. */
    static Errand toInstance(Roster.Entry entry, int id, Request request) {
      return toApp(entry, 1, replyTo -> new App.ToInstance(id, request.of(replyTo)));
    }

    /** Waits for the end of one instance. */
    static Errand awaitEnd(Roster.Entry entry, int id) {
      var errand = toInstance(entry, id, Instance.AwaitEnd::new);
      return new Errand(errand.app, errand.key, errand.ref, 0, Set.of(), true, 1, errand.message);
    }

    boolean isUnconditional() {
      return after.isEmpty();
    }

    void send(ActorRef<Instance.Reply> replyTo) {
      ref.tell(message.apply(replyTo));
    }

    Errand in(int other) {
      return new Errand(app, key, ref, other, after, awaitsEnd, replies, message);
    }

    Errand after(Collection<Dependency> conditions) {
      return new Errand(app, key, ref, stage, Set.copyOf(conditions), awaitsEnd, replies, message);
    }
  }

  /** A request to an instance, made once it is known who hears the reply. */
  @FunctionalInterface
  interface Request {
    Instance.Request of(ActorRef<Instance.Reply> replyTo);
  }

  static Errands none(Roster roster) {
    return new Errands(roster, List.of(), Map.of());
  }

  Errands with(Roster newer) {
    return new Errands(newer, list, unmet);
  }

  Errands and(Errand errand) {
    var all = new ArrayList<>(list);
    all.add(errand);
    return new Errands(roster, List.copyOf(all), unmet);
  }

  /** Whoever comes after {@code dependency} is left out. */
  Errands unmet(Dependency dependency, String reason) {
    var all = new HashMap<>(unmet);
    all.put(dependency, reason);
    return new Errands(roster, list, Map.copyOf(all));
  }

  /** From now on this is wanted of the app; it does not reply. */
  Errands want(Roster.Entry known, AppSpec spec) {
    var current = roster.apps().get(known.key());
    if (current == null || current.spec().equals(spec)) {
      return this;
    }
    return with(roster.update(known.key(), entry -> entry.wanting(spec)))
        .and(Errand.toApp(known, 0, _ -> new App.Want(spec)));
  }

  /**
   * New instances of an app.
   *
   * @param known as the errands were, with a roster that knows them
   * @param errand makes them, if it is added
   */
  record Filled(Errands known, Errand errand) {
    Errands all() {
      return known.and(errand);
    }
  }

  /** Puts new instances into free slots of an app. */
  Filled fill(Roster.Entry app, List<Integer> slots, boolean start, Instant now) {
    var entry = app;
    var identities = new ArrayList<Identity>();
    for (int slot : slots) {
      int id = roster.nextId() + identities.size();
      var identity = new Identity(app.key(), id, slot, 0, UUID.randomUUID().toString());
      identities.add(identity);
      var unborn = Phase.unborn(entry.spec(), identity, RestartHistory.begun(now));
      entry = entry.with(unborn.numbered(0));
    }
    var filled = List.copyOf(identities);
    return new Filled(
        with(roster.countingUp(slots.size()).with(entry)),
        Errand.toApp(entry, slots.size(), replyTo -> new App.Fill(filled, start, replyTo)));
  }

  /** Those of the first stage that depend on nothing. */
  List<Errand> atOnce() {
    int first = list.stream().mapToInt(Errand::stage).min().orElse(0);
    return list.stream().filter(one -> one.stage() == first && one.isUnconditional()).toList();
  }
}
