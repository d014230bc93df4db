package dev.troupe.supervision;

import dev.troupe.os.FileWatcher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Files that change when the test says so. */
public final class FakeFiles implements FileWatcher {
  private final List<Watcher> watchers = new ArrayList<>();
  private boolean isBroken;

  private record Watcher(Wanted wanted, Consumer<List<Path>> changed, Consumer<String> problem) {}

  @Override
  public synchronized Watching watch(
      Wanted wanted, Consumer<List<Path>> changed, Consumer<String> problem) {
    if (isBroken) {
      throw new IllegalStateException("broken");
    }
    var watcher = new Watcher(wanted, changed, problem);
    watchers.add(watcher);
    return () -> remove(watcher);
  }

  private synchronized void remove(Watcher watcher) {
    watchers.remove(watcher);
  }

  /** How many watch. */
  synchronized int watching() {
    return watchers.size();
  }

  /** From now on nobody can watch. */
  synchronized void breakDown() {
    isBroken = true;
  }

  /** What cannot be watched as it was wanted. */
  synchronized void trouble(String problem) {
    watchers.forEach(watcher -> watcher.problem.accept(problem));
  }

  /** Files change; whoever minds is told. */
  synchronized void change(String... paths) {
    for (var watcher : watchers) {
      var files = List.of(paths).stream().map(Path::of).filter(watcher.wanted.matters()).toList();
      if (!files.isEmpty()) {
        watcher.changed.accept(files);
      }
    }
  }
}
