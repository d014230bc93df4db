package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.os.FormerChild;
import dev.troupe.os.FormerChild.FormerWiring;
import dev.troupe.os.Machine;
import dev.troupe.os.OutputPipes;
import dev.troupe.os.ProcessId;
import dev.troupe.os.Sockets;
import dev.troupe.os.Takeover;
import dev.troupe.supervision.instance.Heir;
import dev.troupe.supervision.ports.FormerPlaces;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.saved.Ledger;
import dev.troupe.supervision.saved.SavedApp;
import dev.troupe.supervision.saved.SavedInstance;
import dev.troupe.supervision.saved.SavedInstance.Doing;
import dev.troupe.supervision.saved.SavedState;
import dev.troupe.supervision.saved.Sequel;
import dev.troupe.supervision.saved.StateLedger;
import dev.troupe.supervision.surroundings.Surroundings;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.Behavior;

/**
 * What an earlier daemon has left: its apps, and those of their children that are this daemon's
 * from now on.
 */
public final class Heritage {
  /** There was no earlier daemon, or it has left nothing. */
  public static final Heritage NONE = new Heritage(SavedState.empty(""), Map.of());

  /**
   * An app.
   *
   * @param visible by id, what others see
   * @param leaving what was about to be replaced, or to replace
   */
  record App(SavedApp saved, Map<Integer, Heir> visible, List<Heir> leaving) {
    App {
      visible = Map.copyOf(visible);
      leaving = List.copyOf(leaving);
    }

    Stream<Heir> heirs() {
      return Stream.concat(visible.values().stream(), leaving.stream());
    }
  }

  private final SavedState state;
  private final Map<Long, App> apps;

  private Heritage(SavedState state, Map<Long, App> apps) {
    this.state = state;
    this.apps = apps;
  }

  /**
   * Takes over all that can be. Blocks, some milliseconds for each child.
   *
   * @param outputs opens the pipes that children go on writing to
   */
  public static Heritage takeOver(
      SavedState state, Machine machine, Surroundings.OutputOpener outputs) {
    var apps = new HashMap<Long, App>();
    for (var saved : state.apps()) {
      var app = sorted(saved, heirs(state, saved, machine, outputs));
      if (!app.visible().isEmpty()) {
        apps.put(saved.key(), app);
      }
    }
    return new Heritage(state.only(apps.keySet()), apps);
  }

  SavedState state() {
    return state;
  }

  Map<Long, App> apps() {
    return apps;
  }

  /** Takes down what becomes of it, see {@link StateLedger}. */
  public Ledger ledger(Consumer<SavedState> file, Executor blocking, Duration pause) {
    return new StateLedger(state, file, blocking, pause);
  }

  /** Holds the sockets that it had open, and all that will be. Blocks if there are any. */
  public Behavior<Ports.Command> ports(Sockets sockets, Ledger ledger) {
    return Ports.create(
        sockets,
        open -> ledger.note(new Ledger.Entry.Open(open)),
        new FormerPlaces(state.places(), processes()));
  }

  /** How many instances. */
  public int size() {
    return (int) heirs().count();
  }

  /** How many of their children are this daemon's now. */
  public int children() {
    return processes().size();
  }

  /** Sends a signal to each of those children: nobody is going to look after them. */
  public void signal(int number) {
    heirs().flatMap(heir -> Stream.ofNullable(heir.child())).forEach(child -> child.signal(number));
  }

  private Stream<Heir> heirs() {
    return apps.values().stream().flatMap(App::heirs);
  }

  private List<ProcessId> processes() {
    return heirs()
        .flatMap(heir -> Stream.ofNullable(heir.child()))
        .map(child -> child.id())
        .toList();
  }

  private static List<Heir> heirs(
      SavedState state, SavedApp app, Machine machine, Surroundings.OutputOpener outputs) {
    var heirs = new ArrayList<Heir>();
    for (var saved : app.instances()) {
      var spec = saved.spec() == null ? app.spec() : saved.spec();
      heirs.add(heir(state, saved, spec, machine, outputs));
    }
    return heirs;
  }

  private static Heir heir(
      SavedState state,
      SavedInstance saved,
      AppSpec spec,
      Machine machine,
      Surroundings.OutputOpener outputs) {
    var identity = saved.identity();
    if (saved.launches() == 0) {
      return new Heir(saved, spec, new Takeover.Gone(), null, state.daemons());
    }
    try {
      var output = outputs.open(spec, identity.id(), identity.generation());
      var takeover = takeOver(saved, spec, machine, output.pipes());
      return new Heir(saved, spec, takeover, output, state.daemons());
    } catch (UncheckedIOException e) {
      return new Heir(saved, spec, outOfReach(saved, e), null, state.daemons());
    }
  }

  private static Takeover outOfReach(SavedInstance saved, UncheckedIOException e) {
    var child = saved.lastChild();
    return child == null || !saved.mayRun()
        ? new Takeover.Gone()
        : new Takeover.Refused(child, String.valueOf(e.getMessage()));
  }

  private static Takeover takeOver(
      SavedInstance saved, AppSpec spec, Machine machine, OutputPipes pipes) {
    if (!saved.mayRun()) {
      return new Takeover.Gone();
    }
    boolean isStarting = saved.doing() instanceof Doing.Starting;
    var wiring = new FormerWiring(spec.program().isNode(), spec.service().sockets().size());
    int unknown = isStarting ? saved.launches() : saved.launches() + 1;
    var former = new FormerChild(saved.lastChild(), saved.identity().uniqueId(), unknown, wiring);
    return machine.launcher().takeOver(former, pipes);
  }

  /** A replacement that does not serve yet is given up; what was replaced goes on leaving. */
  private static App sorted(SavedApp saved, List<Heir> heirs) {
    var visible = new HashMap<Integer, Heir>();
    var leaving = new ArrayList<Heir>();
    for (var heir : heirs) {
      visible.merge(heir.id(), heir, (one, other) -> isServed(saved, other, one) ? other : one);
    }
    for (var heir : heirs) {
      if (!heir.equals(visible.get(heir.id()))) {
        leaving.add(heir.doing(new Doing.Ending(new Sequel.Leave())));
      }
    }
    return new App(saved, visible, leaving);
  }

  /**
   * The one that others saw; if that was about to leave, the newer one had just taken its place.
   */
  private static boolean isServed(SavedApp saved, Heir heir, Heir other) {
    if (heir.saved().isLeaving() != other.saved().isLeaving()) {
      return other.saved().isLeaving();
    }
    boolean isSeen = saved.served().contains(served(heir));
    return isSeen == saved.served().contains(served(other))
        ? generation(heir) > generation(other)
        : isSeen;
  }

  private static SavedApp.Served served(Heir heir) {
    return new SavedApp.Served(heir.id(), generation(heir));
  }

  private static int generation(Heir heir) {
    return heir.saved().identity().generation();
  }
}
