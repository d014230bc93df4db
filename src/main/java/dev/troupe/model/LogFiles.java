package dev.troupe.model;

import org.jspecify.annotations.Nullable;

/**
 * Where an app's output goes. Paths are absolute and still without an instance's id.
 *
 * @param out file of standard output
 * @param error file of standard error
 * @param both file that gets both; null if none is wanted
 * @param pid pid file
 * @param merged whether all instances share the files; if not, the instance's id goes before the
 *     suffix (PM2: {@code out.log} becomes {@code out-0.log})
 * @param rules how it is written
 */
public record LogFiles(
    String out, String error, @Nullable String both, String pid, boolean merged, LogRules rules) {

  /** Files with the usual rules. */
  public LogFiles(String out, String error, @Nullable String both, String pid, boolean merged) {
    this(out, error, both, pid, merged, LogRules.DEFAULT);
  }

  /** The file of one instance: {@code path} itself if merged, else with {@code -id} in it. */
  public String pathFor(String path, int instanceId) {
    if (merged || path.equals("/dev/null")) {
      return path;
    }
    return withId(path, instanceId);
  }

  /** The pid file of one instance, never shared. */
  public String pidFileFor(int instanceId) {
    return withId(pid, instanceId);
  }

  private static String withId(String path, int instanceId) {
    int dot = path.lastIndexOf('.');
    int slash = path.lastIndexOf('/');
    return dot > slash
        ? path.substring(0, dot) + "-" + instanceId + path.substring(dot)
        : path + "-" + instanceId;
  }
}
