package dev.troupe.embed.internal;

import dev.troupe.os.FileWatcher;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Watches files until it is closed: then nobody watches any longer, also those who were about to
 * begin. Thread-safe.
 */
final class Lookout implements FileWatcher, AutoCloseable {
  private final FileWatcher watcher;

  // Both guarded by this.
  private final Set<Watching> present = new HashSet<>();
  private boolean isClosed;

  Lookout(FileWatcher watcher) {
    this.watcher = watcher;
  }

  @Override
  public Watching watch(Wanted wanted, Consumer<List<Path>> changed, Consumer<String> problem) {
    var watching = watcher.watch(wanted, changed, problem);
    if (!joins(watching)) {
      watching.close();
    }
    return () -> leave(watching);
  }

  private synchronized boolean joins(Watching watching) {
    if (!isClosed) {
      present.add(watching);
    }
    return !isClosed;
  }

  private void leave(Watching watching) {
    boolean isPresent;
    synchronized (this) {
      isPresent = present.remove(watching);
    }
    if (isPresent) {
      watching.close();
    }
  }

  /** Blocks for a moment. */
  @Override
  public void close() {
    List<Watching> last;
    synchronized (this) {
      isClosed = true;
      last = List.copyOf(present);
      present.clear();
    }
    last.forEach(Watching::close);
  }
}
