package dev.troupe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One app as it is now.
 *
 * @param key tells apps of one name apart
 * @param spec what is wanted
 * @param instances by slot
 * @param lastReload how the last reload went; null if there was none
 */
public record AppSnapshot(
    long key, AppSpec spec, List<InstanceSnapshot> instances, @Nullable ReloadReport lastReload) {
  public AppSnapshot {
    instances = List.copyOf(instances);
  }
}
