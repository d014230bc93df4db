package dev.troupe.metrics;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.Host;
import dev.troupe.model.LogVolume;
import dev.troupe.model.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that metrics are made of, at one moment.
 *
 * @param at when
 * @param daemon what runs the apps
 * @param host the machine
 * @param apps with the instances that are asked about
 * @param tally what has happened
 * @param logs how much instances have printed, by id
 */
public record Measurements(
    Instant at,
    Daemon daemon,
    Host host,
    List<AppSnapshot> apps,
    Tally tally,
    Map<Integer, LogVolume> logs) {
  public Measurements {
    apps = List.copyOf(apps);
    logs = Map.copyOf(logs);
  }

  /** The daemon. */
  public record Daemon(String version, String engine) {}
}
