package dev.troupe.supervision;

import dev.troupe.model.RestartReason;
import dev.troupe.policy.RestartHistory;
import dev.troupe.supervision.instance.Instance;
import dev.troupe.supervision.instance.Numbered;
import dev.troupe.supervision.saved.Identity;
import dev.troupe.supervision.saved.SavedApp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one app, by id: the one that others see, and during a reload its replacement
 * beside it.
 *
 * @param retiring those that a reload has taken away and that have not ended yet
 */
record Generations(Map<Integer, Place> places, List<Member> retiring) {

  static final Generations NONE = new Generations(Map.of(), List.of());

  /** One instance as it last told of itself. */
  record Member(Identity identity, ActorRef<Instance.Command> ref, Numbered shown) {
    private Member with(Numbered newer) {
      return newer.generation() == identity.generation()
          ? new Member(identity, ref, shown.orNewer(newer))
          : this;
    }
  }

  /**
   * What fills one slot.
   *
   * @param visible the instance that others see and that requests go to
   * @param replacement started by a reload and not ready yet; null otherwise
   * @param newest generation of the newest instance there ever was
   * @param isClosing whether the slot is being emptied
   */
  record Place(Member visible, @Nullable Member replacement, int newest, boolean isClosing) {
    /** Who replaces the instance that others see. */
    Identity successor() {
      var old = visible.identity();
      var uniqueId = UUID.randomUUID().toString();
      return new Identity(old.app(), old.id(), old.slot(), newest + 1, uniqueId);
    }

    /** What its replacement takes over. PM2 counts a reload as a restart. */
    RestartHistory history(Instant now, @Nullable RestartReason reason) {
      int restarts = visible.shown().snapshot().restarts() + 1;
      return new RestartHistory(now, now, restarts, 0, Duration.ZERO, reason);
    }

    private Place with(Numbered newer) {
      var other = replacement == null ? null : replacement.with(newer);
      return new Place(visible.with(newer), other, newest, isClosing);
    }

    private Stream<Member> members() {
      return Stream.concat(Stream.of(visible), Stream.ofNullable(replacement));
    }

    private boolean shows(int generation) {
      return visible.identity().generation() == generation;
    }
  }

  Generations {
    places = Map.copyOf(places);
    retiring = List.copyOf(retiring);
  }

  @Nullable Place place(int id) {
    return places.get(id);
  }

  /** Those that others see, without slots that are being emptied. */
  List<Member> visible() {
    return places.values().stream()
        .filter(place -> !place.isClosing())
        .map(Place::visible)
        .sorted(Comparator.comparingInt(member -> member.identity().id()))
        .toList();
  }

  @Nullable Member visible(int id) {
    var place = places.get(id);
    return place == null ? null : place.visible();
  }

  /** One of those that have not ended. */
  Optional<Member> member(Identity identity) {
    return Stream.concat(
            retiring.stream(),
            Optional.ofNullable(places.get(identity.id())).stream().flatMap(Place::members))
        .filter(member -> member.identity().equals(identity))
        .findFirst();
  }

  /** Whether others should see what this instance tells. */
  boolean shows(int id, int generation) {
    var place = places.get(id);
    return place != null && place.shows(generation);
  }

  /** With an instance in a new slot. */
  Generations with(Member first) {
    return with(new Place(first, null, first.identity().generation(), false));
  }

  /** With an instance that an earlier daemon has left. */
  Generations resumed(Member visible, boolean isClosing) {
    return with(new Place(visible, null, visible.identity().generation(), isClosing));
  }

  /** With one that is about to go; no other may ever have its generation. */
  Generations resumedLeaving(Member member) {
    var place = places.get(member.identity().id());
    int newest = Math.max(place == null ? 0 : place.newest(), member.identity().generation());
    var known =
        place == null
            ? this
            : with(new Place(place.visible(), place.replacement(), newest, place.isClosing()));
    return known.retiring(member);
  }

  /** Which generation others see of each instance. */
  List<SavedApp.Served> served() {
    return places.entrySet().stream()
        .map(
            place ->
                new SavedApp.Served(
                    place.getKey(), place.getValue().visible().identity().generation()))
        .sorted(Comparator.comparingInt(SavedApp.Served::id))
        .toList();
  }

  /** With what an instance has just told. */
  Generations with(Numbered newer) {
    var place = places.get(newer.snapshot().id());
    return place == null ? this : with(place.with(newer));
  }

  /** With a replacement beside what others see. */
  Generations replacing(Place place, Member replacement) {
    return with(
        new Place(
            place.visible(), replacement, replacement.identity().generation(), place.isClosing()));
  }

  /** The replacement is what others see, the one before it retires. */
  Generations switched(Place place, Member replacement) {
    return with(new Place(replacement, null, place.newest(), place.isClosing()))
        .retiring(place.visible());
  }

  /** The replacement retires. */
  Generations withoutReplacement(Place place, Member replacement) {
    return with(new Place(place.visible(), null, place.newest(), place.isClosing()))
        .retiring(replacement);
  }

  /** The slot is being emptied: no replacement may come into it. */
  Generations closing(Place place) {
    return with(new Place(place.visible(), place.replacement(), place.newest(), true));
  }

  Generations without(Place place) {
    var rest = new HashMap<>(places);
    rest.remove(place.visible().identity().id());
    return new Generations(rest, retiring);
  }

  /** Without an instance that has ended and that others do not see. */
  Generations without(Identity ended) {
    var rest = new ArrayList<>(retiring);
    rest.removeIf(member -> member.identity().equals(ended));
    var fewer = new Generations(places, rest);
    var place = places.get(ended.id());
    var replacement = place == null ? null : place.replacement();
    return place != null && replacement != null && replacement.identity().equals(ended)
        ? fewer.with(new Place(place.visible(), null, place.newest(), place.isClosing()))
        : fewer;
  }

  private Generations with(Place place) {
    var all = new HashMap<>(places);
    all.put(place.visible().identity().id(), place);
    return new Generations(all, retiring);
  }

  private Generations retiring(Member member) {
    var all = new ArrayList<>(retiring);
    all.add(member);
    return new Generations(places, all);
  }
}
