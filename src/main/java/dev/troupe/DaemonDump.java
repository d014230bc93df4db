package dev.troupe;

import dev.troupe.config.DumpFile;
import dev.troupe.config.RecordText;
import dev.troupe.config.SavedApps;
import dev.troupe.http.Dump;
import dev.troupe.model.AppSnapshot;
import dev.troupe.pm2.Pm2Dump;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the list of apps that {@code resurrect} starts, in a form that PM2 could read too. */
final class DaemonDump implements Dump {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonDump.class);

  private final DumpFile file;
  private final Executor blocking;

  /** Whether a write is on its way that will have all changes up to now in it. */
  private final AtomicBoolean isComing = new AtomicBoolean();

  private volatile boolean isClosed;

  /**
   * @param blocking runs what blocks
   */
  DaemonDump(Path path, Executor blocking) {
    this.file = new DumpFile(path);
    this.blocking = blocking;
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

  /** Saves these. Never fails: what goes wrong is told in the log. */
  CompletionStage<Void> saveAll(CompletionStage<List<AppSnapshot>> apps) {
    return apps.thenAcceptAsync(this::saveQuietly, blocking)
        .exceptionally(
            failure -> {
              LOG.error("the list of apps is not saved: {}", failure.toString());
              return null;
            });
  }

  private void saveQuietly(List<AppSnapshot> apps) {
    try {
      save(apps, false);
    } catch (IOException e) {
      LOG.error("{} cannot be written: {}", file.path(), e.toString());
    }
  }

  /**
   * Saves soon what has changed, unless the apps are about to be stopped.
   *
   * @param apps asks for those there are then
   */
  void changed(Supplier<CompletionStage<List<AppSnapshot>>> apps) {
    if (!isClosed && isComing.compareAndSet(false, true)) {
      var _ = CompletableFuture.runAsync(() -> saveChanged(apps), blocking);
    }
  }

  private void saveChanged(Supplier<CompletionStage<List<AppSnapshot>>> apps) {
    isComing.set(false);
    if (!isClosed) {
      var _ = saveAll(apps.get());
    }
  }
}
