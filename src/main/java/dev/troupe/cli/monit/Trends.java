package dev.troupe.cli.monit;

import dev.troupe.model.InstanceSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The CPU use of each instance at the last looks, oldest first.
 *
 * @param byInstance percent of one core, by id
 */
record Trends(Map<Integer, List<Double>> byInstance) {
  static final Trends NONE = new Trends(Map.of());

  private static final int KEPT = 60;
  private static final String BARS = "▁▂▃▄▅▆▇█";

  Trends {
    byInstance = Map.copyOf(byInstance);
  }

  /** The same with one more look; who is not in it is forgotten. */
  Trends and(List<InstanceSummary> rows) {
    var newer = new HashMap<Integer, List<Double>>();
    for (var row : rows) {
      var past = new ArrayList<>(byInstance.getOrDefault(row.id(), List.of()));
      past.add(row.usage().cpuPercent());
      newer.put(row.id(), List.copyOf(past.subList(Math.max(0, past.size() - KEPT), past.size())));
    }
    return new Trends(newer);
  }

  /** A line of bars, {@code width} cells wide; a full bar is the highest of them, at least 10 %. */
  String spark(int instance, int width) {
    var past = byInstance.getOrDefault(instance, List.of());
    var shown = past.subList(Math.max(0, past.size() - width), past.size());
    double top = Math.max(10, shown.stream().mapToDouble(cpu -> cpu).max().orElse(0));
    var line = new StringBuilder(" ".repeat(width - shown.size()));
    shown.forEach(cpu -> line.append(BARS.charAt((int) Math.round(cpu / top * 7))));
    return line.toString();
  }
}
