package dev.troupe.api;

import dev.troupe.model.UsageSeries;
import java.util.List;
import java.util.TreeMap;

/**
 * {@code GET /api/v1/usage/total}: what instances have used together in the last hour, oldest
 * first; the three lists are of one length.
 *
 * @param at seconds since 1970
 * @param cpu percent of one core since the sample before
 * @param memory bytes
 */
public record UsageTotal(List<Long> at, List<Double> cpu, List<Long> memory) {
  public UsageTotal {
    at = List.copyOf(at);
    cpu = List.copyOf(cpu);
    memory = List.copyOf(memory);
  }

  /** Adds up what was measured in the same second; of two of one instance the later counts. */
  public static UsageTotal of(List<UsageSeries> instances) {
    var sums = new TreeMap<Long, Sum>();
    for (var one : instances) {
      for (var i = 0; i < one.at().size(); i++) {
        if (isLastOfItsSecond(one.at(), i)) {
          sums.merge(one.at().get(i), new Sum(one.cpu().get(i), one.memory().get(i)), Sum::plus);
        }
      }
    }
    return new UsageTotal(
        List.copyOf(sums.keySet()),
        sums.values().stream().map(Sum::cpu).toList(),
        sums.values().stream().map(Sum::memory).toList());
  }

  private static boolean isLastOfItsSecond(List<Long> at, int index) {
    return index + 1 == at.size() || !at.get(index + 1).equals(at.get(index));
  }

  private record Sum(double cpu, long memory) {
    Sum plus(Sum other) {
      return new Sum(cpu + other.cpu, memory + other.memory);
    }
  }
}
