package dev.troupe.model;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an app's output goes. Paths are absolute and still without an instance's id.
 *
 * @param out file of standard output
 * @param error file of standard error
 * @param both file that gets both; null if none is wanted
 * @param pid pid file; {@code /dev/null} for none
 * @param merged whether all instances share the files; if not, the instance's id goes before the
 *     suffix (PM2: {@code out.log} becomes {@code out-0.log})
 * @param rules how it is written
 */
public record LogFiles(
    String out, String error, @Nullable String both, String pid, boolean merged, LogRules rules) {

  private static final String NOWHERE = "/dev/null";

  /** Files with the usual rules. */
  public LogFiles(String out, String error, @Nullable String both, String pid, boolean merged) {
    this(out, error, both, pid, merged, LogRules.DEFAULT);
  }

  /** The file of one instance: {@code path} itself if merged, else with {@code -id} in it. */
  public String pathFor(String path, int instanceId) {
    if (merged || path.equals(NOWHERE)) {
      return path;
    }
    return withId(path, instanceId);
  }

  /** All log files of one instance, each once. */
  public List<String> pathsFor(int instanceId) {
    return Stream.of(out, error, both)
        .filter(path -> path != null && !path.equals(NOWHERE))
        .map(path -> pathFor(path, instanceId))
        .distinct()
        .toList();
  }

  /** The pid file of one instance, never shared. */
  public String pidFileFor(int instanceId) {
    return pid.equals(NOWHERE) ? NOWHERE : withId(pid, instanceId);
  }

  private static String withId(String path, int instanceId) {
    int dot = path.lastIndexOf('.');
    int slash = path.lastIndexOf('/');
    return dot > slash
        ? path.substring(0, dot) + "-" + instanceId + path.substring(dot)
        : path + "-" + instanceId;
  }
}
