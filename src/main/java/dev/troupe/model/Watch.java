package dev.troupe.model;

import java.time.Duration;
import java.util.List;

/**
 * Files whose changes restart an app.
 *
 * @param on whether changes matter now; a stop switches it off (PM2)
 * @param paths files, folders and globs, relative to the options' folder; empty for that folder
 *     itself
 * @param ignored what does not matter, likewise; empty for PM2's usual: names that begin with a
 *     dot, and {@code node_modules}
 * @param delay from the last change to the restart; zero for the daemon's own (PM2: {@code
 *     watch_delay})
 * @param options how to look
 */
public record Watch(
    boolean on, List<String> paths, List<String> ignored, Duration delay, Options options) {

  /** Nothing matters. */
  public static final Watch OFF =
      new Watch(false, List.of(), List.of(), Duration.ZERO, Options.USUAL);

  public Watch {
    paths = List.copyOf(paths);
    ignored = List.copyOf(ignored);
  }

  /** The same, switched on or off. */
  public Watch switched(boolean isOn) {
    return new Watch(isOn, paths, ignored, delay, options);
  }

  /**
   * How files are looked at, in the sense of chokidar's options of the same names.
   *
   * @param cwd absolute folder that paths start from; empty for the app's working directory
   * @param followSymlinks whether what a link points to counts (chokidar: true)
   * @param polling whether to compare files again and again in place of being told by the kernel
   * @param interval between two looks of polling (chokidar: 100 ms)
   * @param depth how many levels of folders below a path count; {@link Integer#MAX_VALUE} for all
   */
  public record Options(
      String cwd, boolean followSymlinks, boolean polling, Duration interval, int depth) {
    /** Chokidar's defaults. */
    public static final Options USUAL =
        new Options("", true, false, Duration.ofMillis(100), Integer.MAX_VALUE);
  }
}
