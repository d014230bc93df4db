package dev.troupe;

import dev.troupe.api.DaemonHome;
import dev.troupe.api.DaemonInfo;
import dev.troupe.api.HomeLayout;
import dev.troupe.api.Version;
import dev.troupe.config.DaemonConfig;
import dev.troupe.config.DaemonConfigReader;
import dev.troupe.config.DaemonSettings;
import dev.troupe.http.HttpServer;
import dev.troupe.http.MetricSending;
import dev.troupe.http.SupervisorControl;
import dev.troupe.logs.CopyingRotation;
import dev.troupe.logs.LogSettings;
import dev.troupe.logs.Logs;
import dev.troupe.logs.OutputCopy;
import dev.troupe.logs.otlp.LogExport;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.AppSpec;
import dev.troupe.model.Event;
import dev.troupe.model.OutputName;
import dev.troupe.os.BootId;
import dev.troupe.os.ChildFiles;
import dev.troupe.os.EngineChoice;
import dev.troupe.os.HostProbe;
import dev.troupe.os.Machine;
import dev.troupe.os.linux.Session;
import dev.troupe.os.watch.NativeFileWatcher;
import dev.troupe.supervision.Heritage;
import dev.troupe.supervision.Supervisor;
import dev.troupe.supervision.journal.Announcer;
import dev.troupe.supervision.saved.Ledger;
import dev.troupe.supervision.saved.SavedState;
import dev.troupe.supervision.saved.StateFile;
import dev.troupe.supervision.surroundings.Output;
import dev.troupe.supervision.surroundings.Surroundings;
import dev.troupe.supervision.surroundings.Upkeep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon: the one place where real clock, machine, files and actors are put together.
 *
 * <p>Exit codes: 0 after a shutdown, or at once if another daemon has this home; 1 if it cannot
 * start, with the reason in one line.
 */
public final class DaemonMain {
  /** From a change that no command waits for to its record on disk. */
  private static final Duration WRITE_PAUSE = Duration.ofMillis(100);

  private static final Duration LISTING = Duration.ofSeconds(5);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);
  private static final Duration LAST_LINES = Duration.ofSeconds(5);

  private final DaemonHome home;
  private final DaemonSettings settings;
  private final DaemonRotation rotation;
  private final ActorSystem<SpawnProtocol.Command> system;
  private final Logger log = LoggerFactory.getLogger(DaemonMain.class);

  private final Handover handover = new Handover();

  private final DaemonEnd ending = new DaemonEnd();

  private final @Nullable Companion companion;

  private DaemonMain(
      DaemonHome home,
      DaemonSettings settings,
      DaemonRotation rotation,
      ActorSystem<SpawnProtocol.Command> system,
      @Nullable Companion companion) {
    this.home = home;
    this.settings = settings;
    this.rotation = rotation;
    this.system = system;
    this.companion = companion;
  }

  public static void main(String[] args) {
    Session.lead();
    work(HomeLayout.of(System.getenv(), Path.of("").toAbsolutePath()), null);
    System.exit(0);
  }

  /**
   * Works in this process until it is told to end; ends the process with 1 if it cannot start.
   *
   * @param companion who is with it in the foreground; null in the background
   */
  static void work(HomeLayout layout, @Nullable Companion companion) {
    try {
      var taken = DaemonHome.take(layout);
      if (taken.isPresent()) {
        start(taken.get(), DaemonConfigReader.read(layout.root(), System.getenv()), companion);
      } else if (companion == null) {
        System.out.println("another daemon works in " + layout.root());
      } else {
        fail("another daemon works in " + layout.root() + ": end it first", companion);
      }
    } catch (IOException e) {
      fail("cannot use the home directory " + layout.root() + ": " + e.getMessage(), companion);
    }
  }

  private static void start(DaemonHome home, DaemonConfig config, @Nullable Companion companion)
      throws IOException {
    switch (config) {
      case DaemonConfig.Refused(var errors) ->
          fail(String.join(System.lineSeparator(), errors), companion);
      case DaemonConfig.Accepted(var settings, var pekko, var warnings) -> {
        var rotation =
            new DaemonRotation(settings.logs(), home.layout().moduleSettings(System.getenv()));
        var problems = rotation.readFirst();
        DaemonLog.open(settings.logLevel(), companion == null ? own(home, rotation) : null);
        var machine = machine(settings, home.layout());
        var system = DaemonSystem.create(pekko);
        var daemon = new DaemonMain(home, settings, rotation, system, companion);
        warnings.forEach(daemon.log::warn);
        problems.forEach(daemon.log::warn);
        daemon.run(machine.join());
      }
    }
  }

  private static CopyingRotation own(DaemonHome home, DaemonRotation rotation) {
    return new CopyingRotation(
        home.layout().daemonLog(), InstantSource.system(), rotation::inForce);
  }

  private static void fail(String reason, @Nullable Companion companion) {
    (companion == null ? System.out : System.err).println(reason);
    System.exit(1);
  }

  /** Opened while the actor system begins: each takes a good part of the start. */
  private static CompletableFuture<Machine> machine(DaemonSettings settings, HomeLayout layout) {
    var choice = EngineChoice.valueOf(settings.engine().name());
    return CompletableFuture.supplyAsync(
        () -> choice.open(layout.pipes(), childFiles(layout)),
        work -> Thread.ofPlatform().name("engine").start(work));
  }

  private static ChildFiles childFiles(HomeLayout layout) {
    return new ChildFiles(layout.root(), layout.shared());
  }

  /** Works until it is told to end. */
  private void run(Machine machine) throws IOException {
    var startedAt = Instant.now();
    var layout = home.layout();
    if (companion != null) {
      Thread.ofPlatform().daemon().name("companion").start(companion::attend);
    }
    var logs =
        Logs.create(
            system, logSettings(), InstantSource.system(), problem -> log.warn(problem.message()));
    rotation.tell(now -> logs.configure(now, rotation.maxTotalSize()));
    logs.keepTimesIn(layout.logTimes());
    var export = export(logs);
    var announcer = DaemonNews.open(system, layout, settings.webhooks());
    var hooks = DaemonHooks.open(system, machine, blocking(), layout);
    var heritage = takeOver(machine, logs);
    var dump = new DaemonDump(layout.dump(), blocking());
    var known = new CompletableFuture<ActorRef<Supervisor.Command>>();
    var ledger = heritage.ledger(state -> keep(state, dump, known), blocking(), WRITE_PAUSE);
    var supervisor =
        spawn(
            Supervisor.create(
                surroundings(machine, logs, announcer, hooks, heritage, ledger), heritage),
            "supervisor");
    known.complete(supervisor);
    var info = info(machine, startedAt);
    var control =
        new SupervisorControl(
            system,
            supervisor,
            announcer,
            logs,
            info,
            layout.daemonLog(),
            dump,
            layout.dump(),
            rotation,
            ending::stop,
            command -> ending.handOver(machine, companion, command),
            HostProbe.open(layout.root())::measure);
    var server =
        HttpServer.open(system, control, DaemonDoors.of(settings.http(), layout))
            .toCompletableFuture()
            .join();
    DaemonDoors.tell(server, layout);
    sendMetrics(info, control);
    ending.onSignal(() -> stopAll(supervisor, dump));
    ReopenSignal.heard(logs::reopen);
    DaemonSystem.reapOrphans(system, machine);
    if (companion != null) {
      companion.isReachable();
    }
    var end = ending.awaited();
    server.close(LAST_ANSWERS).toCompletableFuture().join();
    if (end instanceof DaemonEnd.End.HandOver(var command)) {
      log.info("handing over to the next daemon");
      hooks.finish();
      ledger.written().toCompletableFuture().join();
      handover.letGo(machine);
      closeLogs(logs, export);
      Handover.become(command);
    }
    // Nothing of this daemon may be written once the next one can begin.
    ledger.written().toCompletableFuture().join();
    closeLogs(logs, export);
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
    machine.launcher().close();
    log.info("stopped");
    home.close();
    ending.over();
  }

  private static void closeLogs(Logs logs, Optional<LogExport> export) {
    logs.keepTimes();
    export.ifPresent(it -> it.close(LAST_LINES));
  }

  /** Before the first output comes; without a collector nothing of it is loaded. */
  private Optional<LogExport> export(Logs logs) {
    var root = home.layout().root().toString();
    return settings
        .logs()
        .otlp()
        .collector()
        .map(to -> LogExport.start(system, logs, to, root, it -> log.warn(it.message())));
  }

  /** Until the system ends. */
  private void sendMetrics(DaemonInfo info, SupervisorControl control) {
    var metrics = settings.metrics();
    metrics
        .otlp()
        .collector()
        .ifPresent(
            to ->
                new MetricSending(
                    system,
                    system.dispatchers().lookup(DispatcherSelector.blocking()),
                    to,
                    metrics.interval(),
                    info.version(),
                    info.startedAt(),
                    () -> control.measurements("all")));
  }

  private LogSettings logSettings() {
    return LogSettings.DEFAULT
        .on("pekko.actor.log-dispatcher")
        .with(rotation.inForce(), rotation.maxTotalSize());
  }

  private <T> ActorRef<T> spawn(Behavior<T> behavior, String name) {
    return DaemonSystem.spawn(system, behavior, name, Props.empty());
  }

  private Surroundings surroundings(
      Machine machine,
      Logs logs,
      ActorRef<Announcer.Command> announcer,
      DaemonHooks hooks,
      Heritage heritage,
      Ledger ledger) {
    return new Surroundings(
        machine,
        (spec, id, generation) -> open(machine, logs, spec, id, generation),
        spawn(heritage.ports(machine.sockets(), ledger), "ports"),
        InstantSource.system(),
        blocking(),
        settings.usageInterval(),
        childFiles(home.layout()),
        home.layout().root().toString(),
        Runtime.getRuntime().availableProcessors(),
        (Event event) -> announcer.tell(new Announcer.Announce(event)),
        ledger,
        new Upkeep(ZoneId.systemDefault(), new NativeFileWatcher()),
        hooks);
  }

  private void keep(
      SavedState state, DaemonDump dump, CompletableFuture<ActorRef<Supervisor.Command>> known) {
    stateFile().write(state);
    if (settings.autodump()) {
      dump.changed(() -> known.thenCompose(this::apps));
    }
  }

  private CompletionStage<List<AppSnapshot>> apps(ActorRef<Supervisor.Command> supervisor) {
    return AskPattern.<Supervisor.Command, Supervisor.Listing>ask(
            supervisor, to -> new Supervisor.ListApps("all", to), LISTING, system.scheduler())
        .thenApply(Supervisor.Listing::apps);
  }

  private void stopAll(ActorRef<Supervisor.Command> supervisor, DaemonDump dump) {
    dump.close();
    dump.saveAll(apps(supervisor)).toCompletableFuture().join();
    try {
      AskPattern.ask(
              supervisor, Supervisor.Shutdown::new, settings.shutdownTimeout(), system.scheduler())
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      log.error(
          "apps still run after {} s (shutdown-timeout): leaving them behind",
          settings.shutdownTimeout().toSeconds());
    }
  }

  private Executor blocking() {
    return system.dispatchers().lookup(DispatcherSelector.blocking());
  }

  private StateFile stateFile() {
    return new StateFile(home.layout().state());
  }

  /** What the last daemon has left, before anybody can ask for anything. */
  private Heritage takeOver(Machine machine, Logs logs) {
    var state = stateFile().read(BootId.current());
    var heritage =
        Heritage.takeOver(
            state, machine, (spec, id, generation) -> open(machine, logs, spec, id, generation));
    if (heritage.size() > 0) {
      log.info(
          "took over {} instances of the last daemon, {} of them with a process",
          heritage.size(),
          heritage.children());
    }
    return heritage;
  }

  private Output open(Machine machine, Logs logs, AppSpec spec, int id, int generation) {
    var output = Output.open(machine.launcher(), logs, spec, id, generation, this::shown);
    handover.awaits(output.drained());
    return output;
  }

  private Flow.Publisher<ByteBuffer> shown(
      Flow.Publisher<ByteBuffer> output, AppSpec spec, int id, OutputName name) {
    return companion == null
        ? output
        : new OutputCopy(system, InstantSource.system(), companion::show)
            .of(output, spec.name(), id, name);
  }

  private DaemonInfo info(Machine machine, Instant startedAt) {
    var engine = machine.launcher().info();
    return new DaemonInfo(
        Version.text(),
        ProcessHandle.current().pid(),
        startedAt,
        home.layout().root().toString(),
        engine.name(),
        engine.reason(),
        null,
        null);
  }
}
