package dev.troupe.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One instance as it is now.
 *
 * @param id counts across all apps (PM2's pm_id)
 * @param slot position within its app, from 0
 * @param uniqueId new for every instance, handed to the child as {@code unique_id}
 * @param state what it is doing
 * @param pid its child's; null without a child
 * @param createdAt start of the present series of starts (PM2's created_at)
 * @param startedAt when the present or last child was started (PM2's pm_uptime)
 * @param restarts starts after the first, by crash or command (PM2's restart_time)
 * @param unstableRestarts ends in a row before {@code min_uptime}
 * @param restartAt when the next child is due; null unless waiting
 * @param lastExit how the last child ended; null if none has
 * @param problem why it is errored, in one sentence; null if it is not
 * @param usage of its process tree
 * @param ready whether it is ready for work
 * @param probeLatency how long the last answer to a probe took; null if none came
 * @param statusText what its child last said of itself (sd_notify(3), {@code STATUS=}); null if
 *     nothing
 * @param restartReason why it was last started anew, if not by a command or after its end; null
 *     otherwise
 * @param exits how its last children ended, the newest first
 * @param instruments what the present child shows of its inside
 * @param monitored whether PM2's monitoring was asked for; null if nobody said
 * @param nodeVersion of the Node that its present or last child has run on; null if none has told
 */
public record InstanceSnapshot(
    int id,
    int slot,
    String uniqueId,
    InstanceState state,
    @Nullable Long pid,
    Instant createdAt,
    Instant startedAt,
    int restarts,
    int unstableRestarts,
    @Nullable Instant restartAt,
    @Nullable ExitStatus lastExit,
    @Nullable String problem,
    Usage usage,
    boolean ready,
    @Nullable Duration probeLatency,
    @Nullable String statusText,
    @Nullable RestartReason restartReason,
    List<PastExit> exits,
    Instruments instruments,
    @Nullable Boolean monitored,
    @Nullable String nodeVersion) {

  public InstanceSnapshot {
    exits = List.copyOf(exits);
  }

  /** An instance that was started by commands, or after its end, only. */
  public InstanceSnapshot(
      int id,
      int slot,
      String uniqueId,
      InstanceState state,
      @Nullable Long pid,
      Instant createdAt,
      Instant startedAt,
      int restarts,
      int unstableRestarts,
      @Nullable Instant restartAt,
      @Nullable ExitStatus lastExit,
      @Nullable String problem,
      Usage usage,
      boolean ready,
      @Nullable Duration probeLatency,
      @Nullable String statusText) {
    this(
        id,
        slot,
        uniqueId,
        state,
        pid,
        createdAt,
        startedAt,
        restarts,
        unstableRestarts,
        restartAt,
        lastExit,
        problem,
        usage,
        ready,
        probeLatency,
        statusText,
        null,
        List.of(),
        Instruments.NONE,
        null,
        null);
  }

  /** The same instance with a newer measurement. */
  public InstanceSnapshot with(Usage newer) {
    return new InstanceSnapshot(
        id,
        slot,
        uniqueId,
        state,
        pid,
        createdAt,
        startedAt,
        restarts,
        unstableRestarts,
        restartAt,
        lastExit,
        problem,
        newer,
        ready,
        probeLatency,
        statusText,
        restartReason,
        exits,
        instruments,
        monitored,
        nodeVersion);
  }
}
