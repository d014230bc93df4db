package dev.troupe.model;

import java.util.List;

/**
 * What one instance has used, sample by sample, oldest first; the three lists are of one length.
 *
 * @param id of the instance
 * @param at seconds since 1970
 * @param cpu percent of one core since the sample before
 * @param memory bytes
 */
public record UsageSeries(int id, List<Long> at, List<Double> cpu, List<Long> memory) {
  public UsageSeries {
    at = List.copyOf(at);
    cpu = List.copyOf(cpu);
    memory = List.copyOf(memory);
  }
}
