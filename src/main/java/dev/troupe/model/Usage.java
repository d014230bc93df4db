package dev.troupe.model;

/**
 * What a process uses.
 *
 * @param cpuPercent share of one core since the previous sample, in percent (may pass 100)
 * @param memoryBytes resident set size
 */
public record Usage(double cpuPercent, long memoryBytes) {
  public static final Usage NONE = new Usage(0, 0);
}
