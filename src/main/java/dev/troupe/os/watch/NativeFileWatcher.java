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

  private final KernelWatcher kernel;
  private final PollingWatcher polling = new PollingWatcher();

  /** By this machine's kernel. */
  public NativeFileWatcher() {
    this(new KernelWatcher());
  }

  NativeFileWatcher(KernelWatcher kernel) {
    this.kernel = kernel;
  }

  @Override
  public Watching watch(Wanted wanted, Consumer<List<Path>> changed, Consumer<String> problem) {
    if (wanted.polling()) {
      return polling.watch(wanted, changed);
    }
    try {
      return kernel.watch(
          wanted,
          changed,
          later ->
              problem.accept(
                  exhausted(later, "so changes in folders that have come since are not seen")));
    } catch (IOException e) {
      problem.accept(exhausted(e, "so they are compared each second"));
      return polling.watch(slower(wanted), changed);
    }
  }

  private static String exhausted(IOException failure, String consequence) {
    return "the kernel watches no more files (%s), %s; raise"
            .formatted(failure.getMessage(), consequence)
        + " fs.inotify.max_user_watches or max_user_instances (sysctl), then run troupe update; or"
        + " watch fewer folders (ignore_watch), or poll (watch_options.usePolling)";
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
