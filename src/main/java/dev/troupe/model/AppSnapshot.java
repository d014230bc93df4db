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
 */
public record AppSnapshot(
    long key,
    AppSpec spec,
    List<InstanceSnapshot> instances,
    @Nullable ReloadReport lastReload,
    @Nullable Instant nextDue) {
  public AppSnapshot {
    instances = List.copyOf(instances);
  }

  /** An app without a schedule. */
  public AppSnapshot(
      long key, AppSpec spec, List<InstanceSnapshot> instances, @Nullable ReloadReport lastReload) {
    this(key, spec, instances, lastReload, null);
  }
}
