package dev.troupe.api;

import dev.troupe.model.InstanceState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance of an app that the clock starts.
 *
 * @param app its name
 * @param instance its id
 * @param cron when it is started
 * @param zone time zone of {@code cron}; null for the daemon's
 * @param nextDue when it is started next; null if never
 * @param state what it is doing
 * @param runningSince when its present child was started; null if it has none
 * @param runs its last runs that have ended, the newest first
 */
public record Job(
    String app,
    int instance,
    String cron,
    @Nullable String zone,
    @Nullable Instant nextDue,
    InstanceState state,
    @Nullable Instant runningSince,
    List<JobRun> runs) {
  public Job {
    runs = List.copyOf(runs);
  }
}
