package dev.troupe.model;

import java.util.List;
import java.util.Optional;

/** In which group of cgroup v2 a process is (cgroups(7)). */
public final class UnifiedGroup {
  /** That of the unified hierarchy is number 0 and names no controllers. */
  private static final String PREFIX = "0::";

  private UnifiedGroup() {}

  /**
   * Its path below the mount point, from the root on; empty on a machine without cgroup v2.
   *
   * @param lines of {@code /proc/PID/cgroup}
   */
  public static Optional<String> of(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(PREFIX + "/"))
        .map(line -> line.substring(PREFIX.length()))
        .findFirst();
  }
}
