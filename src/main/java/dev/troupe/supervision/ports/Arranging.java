package dev.troupe.supervision.ports;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Changes open places, by key, and does to their sockets what follows: steers the kernel, accepts
 * where nobody else does, and closes what nobody has.
 */
record Arranging(ActorContext<Ports.Command> context, TimerScheduler<Ports.Command> timers) {

  Map<String, OpenPlace> everywhere(
      Map<String, OpenPlace> places, UnaryOperator<OpenPlace> change) {
    var all = places;
    for (var key : places.keySet()) {
      all = at(all, key, change);
    }
    return all;
  }

  Map<String, OpenPlace> at(
      Map<String, OpenPlace> places, String key, UnaryOperator<OpenPlace> change) {
    var present = places.get(key);
    if (present == null) {
      return places;
    }
    var next = change.apply(present);
    return next.equals(present) ? places : settled(places, next);
  }

  /** The seat has just been given to somebody. */
  Map<String, OpenPlace> settled(Map<String, OpenPlace> places, OpenPlace place, Seat given) {
    timers.cancel(new Ports.Abandoned(place.key(), given));
    return settled(places, place);
  }

  Map<String, OpenPlace> settled(Map<String, OpenPlace> places, OpenPlace place) {
    var all = new HashMap<>(places);
    if (place.occupants().isEmpty()) {
      place.close();
      all.remove(place.key());
    } else {
      all.put(place.key(), arranged(place));
    }
    return Map.copyOf(all);
  }

  private OpenPlace arranged(OpenPlace place) {
    var key = place.key();
    var self = context.getSelf();
    var arranged = place.arranged(connection -> self.tell(new Ports.Arrived(key, connection)));
    for (var seat : arranged.occupants().arrangement().surplusLater()) {
      var later = new Ports.Abandoned(key, seat);
      if (!timers.isTimerActive(later)) {
        timers.startSingleTimer(later, later, Ports.LINGER);
      }
    }
    return arranged;
  }

  /** What had been under way to a socket that nobody has must be there by now. */
  Map<String, OpenPlace> abandoned(Map<String, OpenPlace> places, Ports.Abandoned socket) {
    var seat = socket.seat();
    return at(
        places,
        socket.key(),
        place ->
            place.occupants().arrangement().surplusLater().contains(seat)
                ? place.without(seat)
                : place);
  }
}
