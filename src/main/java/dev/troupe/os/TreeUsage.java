package dev.troupe.os;

import dev.troupe.model.Usage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures process trees by the kernel's counts of clock ticks and pages, all of them with one look
 * at the process table.
 */
public final class TreeUsage implements UsageProbe {
  /** A tree nobody has asked about for so long is measured as if for the first time. */
  private static final int FORGET_SECONDS = 600;

  private record Sample(long cpuTicks, long at) {}

  private final ProcessTable table;
  private final FamilyLook look;
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
  public TreeUsage(ProcessTable table, LongSupplier uptime, long ticksPerSecond, long pageSize) {
    this.table = table;
    this.look = new FamilyLook(table);
    this.uptime = uptime;
    this.ticksPerSecond = ticksPerSecond;
    this.pageSize = pageSize;
  }

  @Override
  public synchronized Map<ProcessId, Usage> measure(Collection<Family> trees) {
    long now = uptime.getAsLong();
    samples.values().removeIf(sample -> now - sample.at > FORGET_SECONDS * ticksPerSecond);
    var usages = new HashMap<ProcessId, Usage>();
    look.at(trees)
        .members()
        .forEach(
            (tree, members) -> {
              if (isAlive(tree.root(), members)) {
                usages.put(tree.root(), usage(tree.root(), members, now));
              }
            });
    return usages;
  }

  @Override
  public synchronized OptionalLong proportionalBytes(Family tree) {
    var members = look.at(Set.of(tree)).members().getOrDefault(tree, Set.of());
    return members.stream()
        .map(one -> table.proportionalBytes(one.pid()))
        .flatMapToLong(OptionalLong::stream)
        .reduce(Long::sum);
  }

  private static boolean isAlive(ProcessId root, Set<ProcStat> members) {
    return members.stream().anyMatch(one -> one.isAlive() && one.id().equals(root));
  }

  /**
   * An ended process has handed its ticks to the parent that waited for it, so that the sum over a
   * tree does not shrink; it does if init was that parent.
   */
  private Usage usage(ProcessId root, Set<ProcStat> members, long now) {
    long ticks = 0;
    long pages = 0;
    int threads = 0;
    int living = 0;
    for (var member : members) {
      ticks += member.cpuTicks() + member.reapedTicks();
      if (member.isAlive()) {
        pages += member.residentPages();
        threads += member.threads();
        living++;
      }
    }
    var before = samples.put(root, new Sample(ticks, now));
    var since = before == null ? new Sample(0, root.startTicks()) : before;
    double elapsed = Math.max(1, now - since.at);
    double cpuPercent = 100 * Math.max(0, ticks - since.cpuTicks) / elapsed;
    return new Usage(cpuPercent, pages * pageSize, living, threads, openFiles(members));
  }

  /** Null if it cannot be known of any. */
  private @Nullable Integer openFiles(Set<ProcStat> members) {
    Integer all = null;
    for (var member : members) {
      OptionalInt open = member.isAlive() ? table.openFiles(member.pid()) : OptionalInt.empty();
      if (open.isPresent()) {
        all = (all == null ? 0 : all) + open.getAsInt();
      }
    }
    return all;
  }
}
