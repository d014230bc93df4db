package dev.troupe.os;

import dev.troupe.model.Usage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Measures processes by the kernel's count of clock ticks and pages. */
public final class TickUsage implements UsageProbe {
  /** A process nobody has asked about for so long is measured as if for the first time. */
  private static final int FORGET_SECONDS = 600;

  private record Sample(long cpuTicks, long at) {}

  private final ProcessTable table;
  private final LongSupplier uptime;
  private final long ticksPerSecond;
  private final long pageSize;
  private final Map<ProcessId, Sample> samples = new HashMap<>();

  /**
   * A probe that has not looked at anything yet.
   *
   * @param uptime time since boot in clock ticks
   * @param ticksPerSecond sysconf(_SC_CLK_TCK)
   * @param pageSize in bytes
   */
  public TickUsage(ProcessTable table, LongSupplier uptime, long ticksPerSecond, long pageSize) {
    this.table = table;
    this.uptime = uptime;
    this.ticksPerSecond = ticksPerSecond;
    this.pageSize = pageSize;
  }

  @Override
  public Map<ProcessId, Usage> measure(Collection<ProcessId> processes) {
    long now = uptime.getAsLong();
    samples.values().removeIf(sample -> now - sample.at > FORGET_SECONDS * ticksPerSecond);
    var usages = new HashMap<ProcessId, Usage>();
    for (var process : processes) {
      table
          .stat(process.pid())
          .filter(stat -> stat.id().equals(process) && stat.isAlive())
          .ifPresent(stat -> usages.put(process, usage(stat, now)));
    }
    return usages;
  }

  private Usage usage(ProcStat stat, long now) {
    var before = samples.put(stat.id(), new Sample(stat.cpuTicks(), now));
    var since = before == null ? new Sample(0, stat.startTicks()) : before;
    double elapsed = Math.max(1, now - since.at);
    double cpuPercent = 100 * (stat.cpuTicks() - since.cpuTicks) / elapsed;
    return new Usage(cpuPercent, stat.residentPages() * pageSize);
  }
}
