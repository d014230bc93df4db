package dev.troupe.os.watch;

import dev.troupe.os.FileWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Is told by the kernel where that is wanted and possible, and compares files otherwise. */
public final class NativeFileWatcher implements FileWatcher {
  /** Between two looks where the kernel has no more to give. */
  private static final Duration SUBSTITUTE_INTERVAL = Duration.ofSeconds(1);

  private final KernelWatcher kernel = new KernelWatcher();
  private final PollingWatcher polling = new PollingWatcher();

  @Override
  public Watching watch(Wanted wanted, Consumer<List<Path>> changed, Consumer<String> problem) {
    if (wanted.polling()) {
      return polling.watch(wanted, changed);
    }
    try {
      return kernel.watch(wanted, changed);
    } catch (IOException e) {
      problem.accept(
          "the kernel watches no more files (%s), so they are compared each second; raise"
                  .formatted(e.getMessage())
              + " fs.inotify.max_user_watches or max_user_instances (sysctl), or watch fewer"
              + " folders (ignore_watch)");
      return polling.watch(slower(wanted), changed);
    }
  }

  private static Wanted slower(Wanted wanted) {
    return new Wanted(
        wanted.roots(),
        wanted.matters(),
        wanted.enters(),
        wanted.followSymlinks(),
        true,
        SUBSTITUTE_INTERVAL);
  }
}
