package dev.troupe.model;

import org.jspecify.annotations.Nullable;

/**
 * What a process tree uses: a child and all that stems from it.
 *
 * @param cpuPercent share of one core since the previous sample, in percent (may pass 100)
 * @param memoryBytes resident set size; a page that processes share counts for each
 * @param processes how many live; null if an earlier version has not told
 * @param threads of all of them; null if that cannot be known here
 * @param openFiles descriptors that all of them have open; null if that cannot be known here
 */
public record Usage(
    double cpuPercent,
    long memoryBytes,
    @Nullable Integer processes,
    @Nullable Integer threads,
    @Nullable Integer openFiles) {
  public static final Usage NONE = new Usage(0, 0, null, null, null);

  /** Of a tree of which no more is known. */
  public Usage(double cpuPercent, long memoryBytes) {
    this(cpuPercent, memoryBytes, null, null, null);
  }
}
