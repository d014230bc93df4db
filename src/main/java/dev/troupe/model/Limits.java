package dev.troupe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance may use.
 *
 * @param restartAbove bytes of resident memory of its process tree above which it is started anew
 *     (PM2: {@code max_memory_restart}); null for no limit
 * @param memory bytes its processes may have together, by cgroup: beyond it the kernel kills; null
 *     for no limit
 * @param cpus how many CPUs it may keep busy, by cgroup, such as 0.5; null for no limit
 * @param nice its priority, from -20 to 19 (low); null leaves it as it is
 * @param oomScoreAdj how readily the kernel kills it when memory is short, from -1000 (never) to
 *     1000; null leaves it as it is
 * @param umask permissions its new files do not get; null leaves it as it is
 * @param ulimits resource limits of setrlimit(2)
 */
public record Limits(
    @Nullable Long restartAbove,
    @Nullable Long memory,
    @Nullable Double cpus,
    @Nullable Integer nice,
    @Nullable Integer oomScoreAdj,
    @Nullable Integer umask,
    List<Ulimit> ulimits) {

  /** It may use what the machine has. */
  public static final Limits NONE = new Limits(null, null, null, null, null, null, List.of());

  public Limits {
    ulimits = List.copyOf(ulimits);
  }

  /**
   * A limit of setrlimit(2).
   *
   * @param resource by its name in small letters without RLIMIT_, such as {@code nofile}
   * @param soft what counts; null for unlimited
   * @param hard up to where the child may raise it; null for unlimited
   */
  public record Ulimit(String resource, @Nullable Long soft, @Nullable Long hard) {}
}
