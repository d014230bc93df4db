package dev.troupe.os;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Tells of files that change. */
public interface FileWatcher {

  /**
   * What to look at.
   *
   * @param roots absolute; files, or folders with all that is below them; need not be there yet
   * @param matters whether a change of a file is told
   * @param enters whether a folder is looked into
   * @param followSymlinks whether links to folders are followed
   * @param polling whether to compare files again and again in place of being told by the kernel
   * @param interval between two comparisons
   */
  record Wanted(
      List<Path> roots,
      Predicate<Path> matters,
      Predicate<Path> enters,
      boolean followSymlinks,
      boolean polling,
      Duration interval) {
    public Wanted {
      roots = List.copyOf(roots);
    }
  }

  /** One who watches; ends with {@link #close}. */
  interface Watching extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Begins to watch. Blocks while it goes through the folders.
   *
   * @param changed hears of files that have changed, each time at least one, on a thread of the
   *     watcher; must not block
   * @param problem hears, in one line, what cannot be watched as it was wanted
   */
  Watching watch(Wanted wanted, Consumer<List<Path>> changed, Consumer<String> problem);
}
