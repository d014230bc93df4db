package dev.troupe.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One app as it is now.
 *
 * @param key tells apps of one name apart
 * @param spec what is wanted
 * @param instances by slot
 * @param lastReload how the last reload went; null if there was none
 * @param nextDue when its schedule starts it next; null if it has none
 * @param watchProblem why changes of its files are seen late or not at all, and what to do; null if
 *     they are seen, or not watched for
 */
public record AppSnapshot(
    long key,
    AppSpec spec,
    List<InstanceSnapshot> instances,
    @Nullable ReloadReport lastReload,
    @Nullable Instant nextDue,
    @Nullable String watchProblem) {
  public AppSnapshot {
    instances = List.copyOf(instances);
  }

  /** An app without a schedule, of which nothing is wrong with the watch. */
  public AppSnapshot(
      long key, AppSpec spec, List<InstanceSnapshot> instances, @Nullable ReloadReport lastReload) {
    this(key, spec, instances, lastReload, null, null);
  }
}
