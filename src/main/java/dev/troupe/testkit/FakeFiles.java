package dev.troupe.testkit;

import dev.troupe.os.FileWatcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Files that change when a test says so; none of them needs to be there. Thread-safe. */
public final class FakeFiles {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition begun = lock.newCondition();

  // Guarded by lock.
  private final List<Watcher> watchers = new ArrayList<>();

  FakeFiles() {}

  private record Watcher(FileWatcher.Wanted wanted, Consumer<List<Path>> changed) {
    boolean wants(Path file) {
      return wanted.roots().stream().anyMatch(file::startsWith) && wanted.matters().test(file);
    }
  }

  /**
   * A file changes, which every app hears that watches it.
   *
   * @param file absolute
   * @throws AssertionError if none watches it within 10 s
   */
  public void changes(Path file) {
    watchersOf(file).forEach(watcher -> watcher.changed().accept(List.of(file)));
  }

  private List<Watcher> watchersOf(Path file) {
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      while (wanting(file).isEmpty()) {
        if (left <= 0) {
          throw new AssertionError(
              "no app watched %s for %d s; watched are %s"
                  .formatted(file, PATIENCE.toSeconds(), roots()));
        }
        left = begun.awaitNanos(left);
      }
      return wanting(file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for an app that watches", e);
    } finally {
      lock.unlock();
    }
  }

  private List<Path> roots() {
    return watchers.stream().flatMap(watcher -> watcher.wanted().roots().stream()).toList();
  }

  private List<Watcher> wanting(Path file) {
    return watchers.stream().filter(watcher -> watcher.wants(file)).toList();
  }

  /** Tells of them. */
  FileWatcher watcher() {
    return (wanted, changed, _) -> {
      var watcher = new Watcher(wanted, changed);
      locked(() -> watchers.add(watcher));
      return () -> locked(() -> watchers.remove(watcher));
    };
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      begun.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
