package dev.troupe.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to see of an instance that does not run though it should, that has just failed, or
 * for which not all holds that was declared.
 *
 * @param id of the instance
 * @param log absolute path of its standard error's log
 * @param lines the last ones of it, the oldest first
 * @param port the one it wanted and could not have; null if it was not that
 * @param holder who listens there now; null if nobody does, or somebody who cannot be seen
 * @param note what does not hold as it was declared, in one sentence; null if all does
 */
public record Trouble(
    int id,
    String log,
    List<String> lines,
    @Nullable Integer port,
    @Nullable Holder holder,
    @Nullable String note) {

  /** An end that is no longer ago may be one of many. */
  private static final Duration LATELY = Duration.ofSeconds(10);

  public Trouble {
    lines = List.copyOf(lines);
  }

  /** One for which all holds that was declared. */
  public Trouble(
      int id, String log, List<String> lines, @Nullable Integer port, @Nullable Holder holder) {
    this(id, log, lines, port, holder, null);
  }

  /** A process that listens. */
  public record Holder(long pid, String command) {}

  /** Whether an instance is in trouble: it does not run, or does so only since a moment ago. */
  public static boolean isIn(InstanceSnapshot instance, Instant now) {
    return switch (instance.state()) {
      case ERRORED, WAITING_RESTART -> true;
      case LAUNCHING, ONLINE -> hasFailedLately(instance, now);
      case PAUSED, STOPPING, STOPPED -> false;
    };
  }

  /** In a loop of crashes an instance is up more often than not. */
  private static boolean hasFailedLately(InstanceSnapshot instance, Instant now) {
    if (instance.exits().isEmpty()) {
      return false;
    }
    var last = instance.exits().getFirst();
    return !last.status().equals(new ExitStatus.Exited(0)) && last.at().plus(LATELY).isAfter(now);
  }
}
