package dev.troupe.os.portable;

import dev.troupe.model.Usage;
import dev.troupe.os.Family;
import dev.troupe.os.ProcessId;
import dev.troupe.os.UsageProbe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Measures by ps(1), whose share of CPU time is its own kind of average. */
final class PsUsage implements UsageProbe {
  private static final int KIB = 1024;

  /** A line of its output. */
  record Row(long pid, long parent, long memoryBytes, double cpuPercent) {}

  @Override
  public Map<ProcessId, Usage> measure(Collection<Family> trees) {
    return trees.isEmpty()
        ? Map.of()
        : usages(rows(Tool.output("ps", "-A", "-o", "pid=,ppid=,rss=,pcpu=")), trees);
  }

  @Override
  public OptionalLong proportionalBytes(Family tree) {
    return OptionalLong.empty();
  }

  static Map<ProcessId, Usage> usages(List<Row> rows, Collection<Family> trees) {
    var byPid = new HashMap<Long, Row>();
    var byParent = new HashMap<Long, List<Row>>();
    for (var row : rows) {
      byPid.put(row.pid(), row);
      byParent.computeIfAbsent(row.parent(), _ -> new ArrayList<>()).add(row);
    }
    var usages = new HashMap<ProcessId, Usage>();
    for (var tree : trees) {
      var root = byPid.get(tree.root().pid());
      if (root != null) {
        usages.put(tree.root(), usage(root, byParent));
      }
    }
    return usages;
  }

  private static Usage usage(Row root, Map<Long, List<Row>> byParent) {
    var open = new ArrayDeque<>(List.of(root));
    double cpuPercent = 0;
    long memoryBytes = 0;
    int processes = 0;
    while (!open.isEmpty()) {
      var one = open.pop();
      cpuPercent += one.cpuPercent();
      memoryBytes += one.memoryBytes();
      processes++;
      open.addAll(byParent.getOrDefault(one.pid(), List.of()));
    }
    return new Usage(cpuPercent, memoryBytes, processes, null, null);
  }

  static List<Row> rows(String output) {
    return output
        .lines()
        .map(line -> line.strip().split("\\s+", -1))
        .filter(columns -> columns.length == 4)
        .map(PsUsage::row)
        .toList();
  }

  private static Row row(String[] columns) {
    return new Row(
        Long.parseLong(columns[0]),
        Long.parseLong(columns[1]),
        Long.parseLong(columns[2]) * KIB,
        Double.parseDouble(columns[3].replace(',', '.')));
  }
}
