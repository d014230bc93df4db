package dev.troupe.os.watch;

import dev.troupe.os.FileWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares files with what they were, again and again: for file systems that tell nothing, such as
 * those of other machines. Its thread exists only while somebody watches.
 */
final class PollingWatcher {
  private final Object lock = new Object();
  // Both guarded by lock.
  private @Nullable ScheduledThreadPoolExecutor thread;
  private int watchers;

  FileWatcher.Watching watch(FileWatcher.Wanted wanted, Consumer<List<Path>> changed) {
    synchronized (lock) {
      watchers++;
      var look = new Look(wanted, changed);
      long millis = Math.max(1, wanted.interval().toMillis());
      var task = started().scheduleWithFixedDelay(look, millis, millis, TimeUnit.MILLISECONDS);
      return () -> {
        if (task.cancel(false)) {
          leave();
        }
      };
    }
  }

  private ScheduledThreadPoolExecutor started() {
    if (thread == null) {
      var threads = Thread.ofPlatform().daemon().name("troupe-poll").factory();
      thread = new ScheduledThreadPoolExecutor(1, threads);
    }
    return thread;
  }

  private void leave() {
    synchronized (lock) {
      watchers--;
      if (watchers == 0 && thread != null) {
        thread.shutdownNow();
        thread = null;
      }
    }
  }

  /** One comparison after the other. */
  private static final class Look implements Runnable {
    private final FileWatcher.Wanted wanted;
    private final Consumer<List<Path>> changed;
    // The polling thread's, once it has begun.
    private Map<Path, Walk.Found> known;

    Look(FileWatcher.Wanted wanted, Consumer<List<Path>> changed) {
      this.wanted = wanted;
      this.changed = changed;
      this.known = files();
    }

    @Override
    public void run() {
      var now = files();
      var differing = new ArrayList<Path>();
      now.forEach(
          (path, file) -> {
            if (!file.equals(known.get(path))) {
              differing.add(path);
            }
          });
      known.keySet().stream().filter(path -> !now.containsKey(path)).forEach(differing::add);
      known = now;
      if (!differing.isEmpty()) {
        changed.accept(differing);
      }
    }

    private Map<Path, Walk.Found> files() {
      var files = new HashMap<Path, Walk.Found>();
      var walk = new Walk(wanted);
      for (var root : wanted.roots()) {
        try {
          walk.below(root).stream()
              .filter(found -> !found.isFolder() && wanted.matters().test(found.path()))
              .forEach(found -> files.put(found.path(), found));
        } catch (IOException _) {
          // It cannot be read now: as if nothing were there.
        }
      }
      return files;
    }
  }
}
