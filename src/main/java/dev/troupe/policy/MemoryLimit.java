package dev.troupe.policy;

import dev.troupe.model.Limits;
import dev.troupe.model.RestartReason;
import java.util.Locale;
import java.util.Optional;

/** Whether an instance uses more memory than it may (PM2: {@code max_memory_restart}). */
public final class MemoryLimit {
  private static final double MEBIBYTE = 1024.0 * 1024;

  private MemoryLimit() {}

  /**
   * Why an instance is to be started anew; empty if it is not. As in PM2 the limit itself may be
   * used.
   *
   * @param used resident bytes of its process tree
   */
  public static Optional<RestartReason> excess(Limits limits, long used) {
    var limit = limits.restartAbove();
    return limit == null || used <= limit
        ? Optional.empty()
        : Optional.of(
            new RestartReason(
                RestartReason.Cause.MEMORY,
                "used %s of memory, more than %s".formatted(text(used), text(limit))));
  }

  private static String text(long bytes) {
    return String.format(Locale.ROOT, "%.1fmb", bytes / MEBIBYTE);
  }
}
