package dev.troupe.supervision.ports;

import dev.troupe.model.Balance;
import dev.troupe.model.SocketSpec;
import dev.troupe.os.BoundSocket;
import dev.troupe.os.Handle;
import dev.troupe.os.ListenAddress;
import dev.troupe.os.SocketResult;
import dev.troupe.os.Sockets;
import dev.troupe.supervision.ports.Traffic.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Holds every listening socket of every app, so that none closes because an instance ends: which
 * slot has which socket, who may accept, and who takes over what waits in the queue of a slot
 * without a worker.
 */
public final class Ports {

  public sealed interface Command {}

  /**
   * A Node worker wants to listen.
   *
   * @param query given back with the answer
   * @param index tells servers on port 0 apart
   * @param backlog connections that may wait; the first worker's is taken for all
   * @param data of the worker's request as JSON; the first worker's is given to all
   * @param worker gets the answer, and connections that the daemon accepts for it; when it ends,
   *     its child counts as ended too
   */
  public record Listen(
      Tenant tenant,
      long query,
      ListenAddress address,
      int index,
      int backlog,
      String data,
      Balance balance,
      ActorRef<ForWorker> worker)
      implements Command {}

  /** The declared sockets of one instance, to be inherited by its next child. */
  public record Inherit(Tenant tenant, List<SocketSpec> sockets, ActorRef<Inherited> replyTo)
      implements Command {}

  /**
   * A worker of an earlier daemon goes on.
   *
   * @param worker hears {@link Resumed}, and then as in {@link Listen}
   */
  public record Resume(Tenant tenant, ActorRef<ForWorker> worker) implements Command {}

  /** The worker accepts now. */
  public record Accepting(Tenant tenant, String key) implements Command {}

  /** The worker has closed its server though it lives on. */
  public record ServerClosed(Tenant tenant, String key) implements Command {}

  /**
   * The instance's child will end: others of its slot or of the address are preferred to it, and
   * its sockets stay open when it closes its servers.
   */
  public record Retiring(Tenant tenant) implements Command {}

  /**
   * The instance's child has ended.
   *
   * @param isReturning whether another child will follow; if not, the tenant is forgotten
   */
  public record ChildEnded(Tenant tenant, boolean isReturning) implements Command {}

  /**
   * Like {@link ChildEnded}, from a link.
   *
   * @param worker hears {@link Released}
   */
  public record WorkerEnded(Tenant tenant, boolean isReturning, ActorRef<ForWorker> worker)
      implements Command {}

  /** The worker has taken a connection. */
  public record Taken(Tenant tenant, String key) implements Command {}

  /**
   * A connection that could not be given to the worker.
   *
   * @param refusals how many workers did not want it
   */
  public record GivenBack(Tenant tenant, String key, Handle connection, int refusals)
      implements Command {}

  /** The daemon has accepted. */
  record Arrived(String key, Handle connection) implements Command {}

  /** What had been under way to a socket nobody has must be there by now. */
  record Abandoned(String key, Seat seat) implements Command {}

  /** A child has asked for all that it will. */
  private record Settled(Tenant tenant) implements Command {}

  /** Sockets to inherit, in the order of the specs, or why there are none. */
  public record Inherited(List<BoundSocket> sockets, @Nullable String failure) {
    public Inherited {
      sockets = List.copyOf(sockets);
    }
  }

  /** How long a handshake that has begun may take to end, with one packet sent again. */
  static final Duration LINGER = Duration.ofSeconds(2);

  /** How long a child that has asked for one socket may take to ask for its others. */
  static final Duration SETTLING = Duration.ofSeconds(30);

  private static final int EADDRINUSE = 98;

  private final Sockets sockets;
  private final Consumer<List<SavedPlace>> ledger;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Arranging arranging;

  private Ports(
      Sockets sockets,
      Consumer<List<SavedPlace>> ledger,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    context.setLoggerName(Ports.class);
    this.sockets = sockets;
    this.ledger = ledger;
    this.context = context;
    this.timers = timers;
    this.arranging = new Arranging(context, timers);
  }

  /**
   * Nothing is open yet, but for what an earlier daemon has left. Blocks if it has left anything.
   *
   * @param ledger takes down all that is open, whenever that has changed; must not block
   */
  public static Behavior<Command> create(
      Sockets sockets, Consumer<List<SavedPlace>> ledger, FormerPlaces left) {
    var former = left.takeOver(sockets);
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  var ports = new Ports(sockets, ledger, context, timers);
                  return ports.become(ports.begin(former));
                }));
  }

  private Map<String, OpenPlace> begin(Map<String, OpenPlace> former) {
    var places = former;
    for (var place : former.values()) {
      places = arranging.settled(places, place);
    }
    note(places);
    return places;
  }

  private void note(Map<String, OpenPlace> places) {
    ledger.accept(places.values().stream().map(SavedPlace::of).toList());
  }

  private Behavior<Command> become(Map<String, OpenPlace> places) {
    return Behaviors.receive(
        (_, command) -> follow(places, after(places, command)),
        (_, signal) -> afterSignal(places, signal));
  }

  private Behavior<Command> follow(Map<String, OpenPlace> before, Map<String, OpenPlace> places) {
    if (OpenPlace.differs(before, places)) {
      note(places);
    }
    return become(places);
  }

  private Map<String, OpenPlace> after(Map<String, OpenPlace> places, Command command) {
    return switch (command) {
      case Listen wish -> listen(places, wish);
      case Inherit wish -> inherit(places, wish);
      case Resume(var tenant, var worker) -> resume(places, tenant, worker);
      case Accepting(var tenant, var key) ->
          arranging.at(places, key, place -> place.occupied(all -> all.accepting(tenant)));
      case ServerClosed(var tenant, var key) ->
          arranging.at(places, key, place -> place.occupied(all -> all.closed(tenant)));
      case Retiring(var tenant) ->
          arranging.everywhere(places, place -> place.occupied(all -> all.retiring(tenant)));
      case ChildEnded(var tenant, boolean isReturning) ->
          arranging.everywhere(places, place -> place.ended(tenant, isReturning));
      case WorkerEnded(var tenant, boolean isReturning, var worker) -> {
        var rest = arranging.everywhere(places, place -> place.ended(tenant, isReturning));
        worker.tell(new ForWorker.Released());
        yield rest;
      }
      case Taken(var tenant, var key) ->
          arranging.at(places, key, place -> place.moved(traffic -> traffic.answered(tenant)));
      case GivenBack back -> givenBack(places, back);
      case Arrived(var key, var connection) -> arrived(places, key, new Arrival(connection, 0));
      case Abandoned socket -> arranging.abandoned(places, socket);
      case Settled(var tenant) ->
          arranging.everywhere(places, place -> place.occupied(all -> all.notReturned(tenant)));
    };
  }

  private Behavior<Command> afterSignal(Map<String, OpenPlace> places, Signal signal) {
    if (signal instanceof Terminated gone) {
      return follow(
          places,
          arranging.everywhere(places, place -> orphaned(place, gone.getRef().unsafeUpcast())));
    }
    if (signal instanceof PostStop) {
      places.values().forEach(OpenPlace::close);
    }
    return Behaviors.same();
  }

  private Map<String, OpenPlace> listen(Map<String, OpenPlace> places, Listen wish) {
    var place = Place.of(wish.address(), wish.tenant().app(), wish.index());
    var open = places.get(place.key());
    if (open != null && open.isOpenFor(wish.tenant(), wish.worker())) {
      wish.worker().tell(new ForWorker.Granted.Refused(wish.query(), EADDRINUSE));
      return places;
    }
    return switch (opened(open, place, wish.backlog(), Seat.of(wish))) {
      case SocketResult.Refused<OpenPlace>(int errno, var message) -> {
        context.getLog().info("A Node worker {}", message);
        wish.worker().tell(new ForWorker.Granted.Refused(wish.query(), errno));
        yield places;
      }
      case SocketResult.Opened<OpenPlace>(var ready) -> admit(places, ready, wish);
    };
  }

  private Map<String, OpenPlace> admit(
      Map<String, OpenPlace> places, OpenPlace ready, Listen wish) {
    var tenant = wish.tenant();
    var seat = ready.seatFor(Seat.of(wish));
    var place = ready.admit(tenant, seat, wish.worker(), wish.data());
    context.watch(wish.worker());
    wish.worker().tell(granted(place, seat, wish));
    var all = arranging.settled(places, place, seat);
    if (all.values().stream().anyMatch(other -> other.occupants().isReturning(tenant))) {
      timers.startSingleTimer(new Settled(tenant), SETTLING);
    }
    return all;
  }

  private Map<String, OpenPlace> resume(
      Map<String, OpenPlace> places, Tenant tenant, ActorRef<ForWorker> worker) {
    context.watch(worker);
    var servers =
        places.values().stream()
            .filter(place -> place.occupants().isTaker(tenant))
            .map(OpenPlace::asServer)
            .toList();
    worker.tell(new ForWorker.Resumed(servers));
    return arranging.everywhere(
        places,
        place ->
            place.occupants().isTaker(tenant)
                ? place.moved(traffic -> traffic.with(tenant, worker))
                : place);
  }

  private static ForWorker.Granted granted(OpenPlace place, Seat seat, Listen wish) {
    var socket = place.socketAt(seat);
    var data = place.data() == null ? wish.data() : place.data();
    return seat instanceof Seat.Dealt
        ? new ForWorker.Granted.Turns(wish.query(), place.key(), socket.address(), data)
        : new ForWorker.Granted.Socket(wish.query(), place.key(), socket, data);
  }

  private SocketResult<OpenPlace> opened(
      @Nullable OpenPlace open, Place place, int backlog, Seat seat) {
    return open == null ? OpenPlace.open(sockets, place, backlog, seat) : open.with(seat);
  }

  /** All or nothing; what the instance's last child had inherited and this does not, is let go. */
  private Map<String, OpenPlace> inherit(Map<String, OpenPlace> before, Inherit wish) {
    var tenant = wish.tenant();
    var places = before;
    var granted = new HashMap<String, BoundSocket>();
    var inOrder = new ArrayList<BoundSocket>();
    for (var spec : wish.sockets()) {
      var place = Place.of(address(spec), tenant.app(), 0);
      var seat = Seat.of(tenant, spec);
      switch (opened(places.get(place.key()), place, spec.backlog(), seat)) {
        case SocketResult.Refused<OpenPlace>(_, var message) -> {
          wish.replyTo().tell(new Inherited(List.of(), message));
          return withoutInherited(places, tenant, Set.of());
        }
        case SocketResult.Opened<OpenPlace>(var ready) -> {
          var mine = ready.seatFor(seat);
          places = arranging.settled(places, ready.admit(tenant, mine), mine);
          inOrder.add(ready.socketAt(mine));
          granted.put(place.key(), ready.socketAt(mine));
        }
      }
    }
    wish.replyTo().tell(new Inherited(inOrder, null));
    return withoutInherited(places, tenant, granted.keySet());
  }

  private Map<String, OpenPlace> withoutInherited(
      Map<String, OpenPlace> places, Tenant tenant, Set<String> butFor) {
    return arranging.everywhere(
        places,
        place ->
            butFor.contains(place.key()) ? place : place.occupied(all -> all.notInherited(tenant)));
  }

  private static ListenAddress address(SocketSpec spec) {
    var path = spec.path();
    return path == null
        ? new ListenAddress.Tcp(spec.host(), spec.port(), false)
        : new ListenAddress.Unix(path);
  }

  private Map<String, OpenPlace> givenBack(Map<String, OpenPlace> places, GivenBack back) {
    var answered =
        arranging.at(
            places, back.key(), place -> place.moved(traffic -> traffic.answered(back.tenant())));
    return arrived(answered, back.key(), new Arrival(back.connection(), back.refusals()));
  }

  private Map<String, OpenPlace> arrived(
      Map<String, OpenPlace> places, String key, Arrival arrival) {
    if (!places.containsKey(key)) {
      arrival.connection().close();
      return places;
    }
    return arranging.at(places, key, place -> place.moved(traffic -> traffic.arrived(arrival)));
  }

  private static OpenPlace orphaned(OpenPlace place, ActorRef<ForWorker> worker) {
    var changed = place;
    for (var entry : place.traffic().workers().entrySet()) {
      if (entry.getValue().equals(worker)) {
        changed = changed.ended(entry.getKey(), false);
      }
    }
    return changed;
  }
}
