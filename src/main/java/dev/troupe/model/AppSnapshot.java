package dev.troupe.model;

import java.util.List;

/**
 * One app as it is now.
 *
 * @param key tells apps of one name apart
 * @param spec what is wanted
 * @param instances by slot
 */
public record AppSnapshot(long key, AppSpec spec, List<InstanceSnapshot> instances) {
  public AppSnapshot {
    instances = List.copyOf(instances);
  }
}
