package dev.troupe.embed.internal;

import dev.troupe.embed.Answer;
import dev.troupe.embed.TroupeSettings;
import dev.troupe.embed.TroupeSupervisor.Command;
import dev.troupe.os.BootId;
import dev.troupe.os.ChildFiles;
import dev.troupe.os.Machine;
import dev.troupe.supervision.Heritage;
import dev.troupe.supervision.journal.Journal;
import dev.troupe.supervision.saved.Ledger;
import dev.troupe.supervision.saved.SavedState;
import dev.troupe.supervision.saved.StateFile;
import dev.troupe.supervision.surroundings.Output;
import dev.troupe.supervision.surroundings.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor's actor passes on when it is restarted: its folder, what is known of its
 * processes, and whether its first apps have been declared.
 */
final class Estate {
  /** From a change that nobody waits for to its record. */
  private static final Duration WRITE_PAUSE = Duration.ofMillis(100);

  /** What the record of the last change may take when all ends. */
  private static final Duration LAST_WRITE = Duration.ofSeconds(5);

  private static final int SIGTERM = 15;

  private final ActorSystem<?> system;
  private final ActorRef<Command> root;
  private final TroupeSettings settings;
  private final Outside outside;
  private final Executor blocking;
  private final Feeds feeds;

  // Guarded by this.
  private @Nullable Quarters quarters;
  private @Nullable SavedState state;
  private Ledger ledger = Ledger.NONE;
  private @Nullable Premises open;
  private @Nullable Exports exports;
  private boolean isSupervised;
  private boolean isClosed;

  private final AtomicBoolean isBegun = new AtomicBoolean();
  private final CompletableFuture<Answer> started = new CompletableFuture<>();
  private final CompletableFuture<Done> ended = new CompletableFuture<>();

  /**
   * @param root whose it is
   * @param blocking runs what blocks
   */
  Estate(
      ActorSystem<?> system,
      ActorRef<Command> root,
      TroupeSettings settings,
      Outside outside,
      Executor blocking) {
    this.system = system;
    this.root = root;
    this.settings = settings;
    this.outside = outside;
    this.blocking = blocking;
    this.feeds = new Feeds(system, settings, outside.clock());
  }

  Feeds feeds() {
    return feeds;
  }

  /**
   * What is needed to supervise.
   *
   * @param files what children reach
   * @param lookout tells of files that change
   * @param lastEvent number of the last event that was kept
   */
  record Premises(
      Machine machine,
      Heritage heritage,
      Ledger ledger,
      Quarters quarters,
      ChildFiles files,
      Lookout lookout,
      long lastEvent) {}

  /** Whether the first apps are still to be declared; they are from now on. */
  boolean begins() {
    return !isBegun.getAndSet(true);
  }

  /** What came of the first apps, once it is known. */
  CompletionStage<Answer> started() {
    return started;
  }

  /** Whether they have been declared: whatever became of them since, they are managed. */
  boolean hasBegun() {
    var answer = started.getNow(null);
    return answer instanceof Answer.Done || answer instanceof Answer.Failed;
  }

  void hasStarted(Answer answer) {
    started.complete(answer);
  }

  /** Completed when nothing is left to be done. */
  CompletionStage<Done> ended() {
    return ended;
  }

  /** Starts a process engine and takes over what the last one has left. */
  CompletionStage<Premises> open() {
    return ledger().written().thenApplyAsync(_ -> openNow(), blocking);
  }

  private synchronized Ledger ledger() {
    return ledger;
  }

  private synchronized Premises openNow() {
    if (isClosed) {
      throw new IllegalStateException("the supervisor has ended");
    }
    return openAnyway();
  }

  private synchronized Premises openAnyway() {
    var folder = quarters == null ? Quarters.take(settings.home()) : quarters;
    quarters = folder;
    var layout = folder.layout();
    var files = new ChildFiles(layout.root(), layout.shared());
    var machine = outside.engines().open(settings.engine(), layout.pipes(), files);
    if (exports == null) {
      var engine = machine.launcher().info();
      exports = new Exports(system, settings, root, feeds.logs(), layout.root(), engine);
    }
    var heritage = Heritage.takeOver(former(), machine, outputs(machine, feeds));
    ledger = heritage.ledger(this::keep, blocking, WRITE_PAUSE);
    long last = file().isPresent() ? Journal.last(layout.events()) : 0;
    var lookout = new Lookout(outside.watcher().get());
    var premises = new Premises(machine, heritage, ledger, folder, files, lookout, last);
    open = premises;
    isSupervised = false;
    return premises;
  }

  /** Where instances write to. */
  static Surroundings.OutputOpener outputs(Machine machine, Feeds feeds) {
    return (spec, id, generation) ->
        Output.open(machine.launcher(), feeds.logs(), spec, id, generation, Output.View.NONE);
  }

  private SavedState former() {
    var known = state;
    if (known != null) {
      return known.handedOn();
    }
    var boot = BootId.current();
    return file().map(file -> file.read(boot)).orElseGet(() -> SavedState.empty(boot));
  }

  private Optional<StateFile> file() {
    return quarters instanceof Quarters.Home home
        ? Optional.of(new StateFile(home.layout().state()))
        : Optional.empty();
  }

  private void keep(SavedState newer) {
    Optional<StateFile> file;
    synchronized (this) {
      state = newer;
      file = file();
    }
    file.ifPresent(one -> one.write(newer));
  }

  /** From now on nobody watches the processes; they live on. */
  synchronized void letGo() {
    if (open != null) {
      open.machine().launcher().close();
      blocking.execute(open.lookout()::close);
      open = null;
    }
  }

  /** From now on actors look after what was taken over. */
  synchronized void isSupervised() {
    isSupervised = true;
  }

  /**
   * The actor ends for good. Its actors have signalled their processes; those that had none are
   * signalled now. Blocks.
   */
  void close() throws IOException {
    awaitLastWrite();
    try {
      tidyUp();
    } finally {
      exported().whenComplete((_, _) -> endFeeds());
    }
  }

  /** Nothing may be written into the home once it is free for the next one. */
  private void awaitLastWrite() {
    ledger()
        .written()
        .toCompletableFuture()
        .completeOnTimeout(Done.getInstance(), LAST_WRITE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private synchronized CompletionStage<Void> exported() {
    return exports == null ? CompletableFuture.completedFuture(null) : exports.close();
  }

  private void endFeeds() {
    feeds.close();
    ended.complete(Done.getInstance());
  }

  private synchronized void tidyUp() throws IOException {
    isClosed = true;
    if (open == null && state != null) {
      openAnyway();
    }
    if (open != null && !isSupervised) {
      open.heritage().signal(SIGTERM);
    }
    letGo();
    if (quarters != null) {
      quarters.close();
      quarters = null;
    }
  }
}
