package dev.troupe;

import dev.troupe.config.DumpFile;
import dev.troupe.config.RecordText;
import dev.troupe.config.SavedApps;
import dev.troupe.http.Dump;
import dev.troupe.model.AppSnapshot;
import dev.troupe.pm2.Pm2Dump;
import dev.troupe.supervision.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the list of apps that {@code resurrect} starts, in a form that PM2 could read too. */
final class DaemonDump implements Dump {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonDump.class);
  private static final Duration LISTING = Duration.ofSeconds(5);

  private final DumpFile file;

  /** Whether a write is on its way that will have all changes up to now in it. */
  private final AtomicBoolean isComing = new AtomicBoolean();

  private volatile boolean isClosed;

  DaemonDump(Path path) {
    this.file = new DumpFile(path);
  }

  @Override
  public synchronized Optional<Path> save(List<AppSnapshot> apps, boolean force)
      throws IOException {
    boolean isMeant = !apps.isEmpty() || force;
    if (isMeant || !file.exists()) {
      file.write(units(apps));
    }
    return isMeant ? Optional.of(file.path()) : Optional.empty();
  }

  private static List<Map<String, Object>> units(List<AppSnapshot> apps) {
    var units = new ArrayList<Map<String, Object>>();
    for (var saved : Pm2Dump.of(apps, System.getProperty("user.name", ""))) {
      saved.fields().put(SavedApps.EXACT, RecordText.write(saved.spec()));
      units.add(saved.fields());
    }
    return units;
  }

  @Override
  public void close() {
    isClosed = true;
  }

  /** Saves what is managed now. Never fails: what goes wrong is told in the log. */
  CompletionStage<Done> saveAll(ActorSystem<?> system, ActorRef<Supervisor.Command> supervisor) {
    return AskPattern.<Supervisor.Command, Supervisor.Listing>ask(
            supervisor, to -> new Supervisor.ListApps("all", to), LISTING, system.scheduler())
        .thenAcceptAsync(listing -> saveQuietly(listing.apps()), blocking(system))
        .exceptionally(
            failure -> {
              LOG.error("the list of apps is not saved: {}", failure.toString());
              return null;
            })
        .thenApply(_ -> Done.getInstance());
  }

  private void saveQuietly(List<AppSnapshot> apps) {
    try {
      save(apps, false);
    } catch (IOException e) {
      LOG.error("{} cannot be written: {}", file.path(), e.toString());
    }
  }

  /** Saves soon what has changed, unless the apps are about to be stopped. */
  void changed(ActorSystem<?> system, CompletableFuture<ActorRef<Supervisor.Command>> supervisor) {
    if (!isClosed && isComing.compareAndSet(false, true)) {
      var _ =
          supervisor.thenComposeAsync(
              ref -> {
                isComing.set(false);
                return isClosed
                    ? CompletableFuture.completedFuture(Done.getInstance())
                    : saveAll(system, ref);
              },
              blocking(system));
    }
  }

  private static Executor blocking(ActorSystem<?> system) {
    return system.dispatchers().lookup(DispatcherSelector.blocking());
  }
}
