package dev.troupe.model;

import java.time.Duration;
import java.util.Map;

/**
 * What has happened since the daemon was started, in numbers that only grow.
 *
 * @param instances by id
 * @param reloads of each app, by its name
 */
public record Tally(
    Map<Integer, Instance> instances, Map<String, Map<ReloadReport.Outcome, Reloads>> reloads) {
  /** Nothing yet. */
  public static final Tally NONE = new Tally(Map.of(), Map.of());

  public Tally {
    instances = Map.copyOf(instances);
    reloads = Map.copyOf(reloads);
  }

  /** Why a child took the place of another. */
  public enum Why {
    /** It had ended. */
    EXIT,
    /** It was ended as it was not well. */
    UNHEALTHY,
    /** Somebody asked for it. */
    COMMAND,
    /** A rolling reload. */
    RELOAD,
    /** It used too much memory. */
    MEMORY,
    /** The kernel killed it for its memory limit. */
    OOM,
    /** Its time had come. */
    SCHEDULE,
    /** A watched file has changed. */
    FILES
  }

  /** How a child has ended. */
  public enum End {
    /** With exit code 0. */
    SUCCESS,
    /** With another exit code. */
    FAILURE,
    SIGNAL,
    UNKNOWN
  }

  /** What has happened to one instance. */
  public record Instance(Map<Why, Long> restarts, Map<End, Long> exits) {
    public static final Instance NONE = new Instance(Map.of(), Map.of());

    public Instance {
      restarts = Map.copyOf(restarts);
      exits = Map.copyOf(exits);
    }
  }

  /**
   * Rolling reloads that ended in the same way.
   *
   * @param total time that they have taken together
   */
  public record Reloads(long count, Duration total) {
    public Reloads and(Duration another) {
      return new Reloads(count + 1, total.plus(another));
    }
  }
}
