package dev.troupe.os.portable;

import dev.troupe.model.Usage;
import dev.troupe.os.ProcessId;
import dev.troupe.os.UsageProbe;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Measures by ps(1), whose share of CPU time is its own kind of average. */
final class PsUsage implements UsageProbe {
  private static final long KIB = 1024;

  @Override
  public Map<ProcessId, Usage> measure(Collection<ProcessId> processes) {
    var byPid = new HashMap<Long, ProcessId>();
    for (var process : processes) {
      byPid.put(process.pid(), process);
    }
    if (byPid.isEmpty()) {
      return Map.of();
    }
    var pids = byPid.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
    var usages = new HashMap<ProcessId, Usage>();
    Tool.output("ps", "-o", "pid=,rss=,pcpu=", "-p", pids)
        .lines()
        .forEach(line -> take(line.strip().split("\\s+", -1), byPid, usages));
    return usages;
  }

  private static void take(
      String[] columns, Map<Long, ProcessId> byPid, Map<ProcessId, Usage> usages) {
    var process = columns.length == 3 ? byPid.get(Long.parseLong(columns[0])) : null;
    if (process != null) {
      double cpuPercent = Double.parseDouble(columns[2].replace(',', '.'));
      usages.put(process, new Usage(cpuPercent, Long.parseLong(columns[1]) * KIB));
    }
  }
}
