package dev.troupe.os;

import dev.troupe.model.Host;
import dev.troupe.model.Host.Load;
import dev.troupe.model.Host.Space;
import dev.troupe.model.Host.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine as Linux shows it in {@code /proc} (proc(5)). */
final class ProcHost implements HostProbe {
  private static final int SECTOR = 512;
  private static final Set<String> STACKED = Set.of("dm-", "md", "loop", "ram", "zram", "sr");
  private static final Set<String> WITHIN = Set.of("lo", "veth", "docker", "br-", "virbr", "cni");

  /** What only grows; {@code at} is when it was read. */
  record Counters(long busyTicks, long ticks, Bytes disks, Bytes network, @Nullable Long at) {
    /** As the machine was started, at a time that nobody knows: CPU counts from then. */
    static final Counters START = new Counters(0, 0, Bytes.NONE, Bytes.NONE, null);

    boolean isSecondAfter(Counters other) {
      return secondsAfter(other) >= 1 || other.at == null;
    }

    /** 0 if that is not known. */
    double secondsAfter(Counters other) {
      return at == null || other.at == null ? 0 : (at - other.at) / 1e9;
    }
  }

  /** Read and written, or received and sent. */
  record Bytes(long in, long out) {
    static final Bytes NONE = new Bytes(0, 0);

    Bytes and(Bytes other) {
      return new Bytes(in + other.in, out + other.out);
    }
  }

  private final Path proc;
  private final Path home;
  private final LongSupplier nanos;

  // Guarded by this. At least a second lies between them, and between the later and what it is
  // compared with.
  private Counters earlier = Counters.START;
  private Counters later = Counters.START;

  /**
   * @param proc where the files are
   * @param nanos a clock for pauses
   */
  ProcHost(Path proc, Path home, LongSupplier nanos) {
    this.proc = proc;
    this.home = home;
    this.nanos = nanos;
  }

  @Override
  public synchronized Host measure() {
    var now = counters();
    var before = now.isSecondAfter(later) ? later : earlier;
    if (before.equals(later)) {
      earlier = later;
      later = now;
    }
    var memory = read("meminfo");
    return new Host(
        Runtime.getRuntime().availableProcessors(),
        cpuPercent(before, now),
        load(read("loadavg")),
        new Space(bytes(memory, "MemTotal"), bytes(memory, "MemAvailable")),
        new Space(bytes(memory, "SwapTotal"), bytes(memory, "SwapFree")),
        FileSpace.at(home),
        traffic(before.disks(), now.disks(), now.secondsAfter(before)),
        traffic(before.network(), now.network(), now.secondsAfter(before)));
  }

  private Counters counters() {
    var cpu = numbers(first(read("stat"), "cpu "));
    long all = cpu.stream().limit(8).mapToLong(Long::longValue).sum();
    // The fourth is idle, the fifth waits for disks.
    long idle = cpu.size() > 4 ? cpu.get(3) + cpu.get(4) : 0;
    return new Counters(
        all - idle, all, disks(read("diskstats")), network(read("net/dev")), nanos.getAsLong());
  }

  static double cpuPercent(Counters before, Counters now) {
    long ticks = now.ticks() - before.ticks();
    return ticks <= 0 ? 0 : 100.0 * Math.max(0, now.busyTicks() - before.busyTicks()) / ticks;
  }

  private static Traffic traffic(Bytes before, Bytes now, double seconds) {
    return new Traffic(
        now.in(),
        now.out(),
        seconds == 0 ? 0 : Math.max(0, now.in() - before.in()) / seconds,
        seconds == 0 ? 0 : Math.max(0, now.out() - before.out()) / seconds);
  }

  private static Load load(String loadavg) {
    var words = loadavg.split(" ", -1);
    return words.length < 3
        ? new Load(0, 0, 0)
        : new Load(
            Double.parseDouble(words[0]),
            Double.parseDouble(words[1]),
            Double.parseDouble(words[2]));
  }

  private static long bytes(String meminfo, String name) {
    var text = meminfo.getBytes(StandardCharsets.US_ASCII);
    return new KibField(name).bytesIn(text, text.length).orElse(0);
  }

  /**
   * Whole disks only: neither partitions, which follow their disk, nor what is stacked on others.
   * The sixth and tenth word of a line are sectors read and written.
   */
  static Bytes disks(String diskstats) {
    var whole = new ArrayList<String>();
    var sum = Bytes.NONE;
    for (var line : diskstats.lines().toList()) {
      var words = line.strip().split(" +", -1);
      if (words.length < 10 || isAny(words[2], STACKED) || isAny(words[2], whole)) {
        continue;
      }
      whole.add(words[2]);
      sum =
          sum.and(new Bytes(Long.parseLong(words[5]) * SECTOR, Long.parseLong(words[9]) * SECTOR));
    }
    return sum;
  }

  /** The first and ninth number behind an interface's name are bytes received and sent. */
  static Bytes network(String netDev) {
    return netDev
        .lines()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2 && !isAny(parts[0].strip(), WITHIN))
        .map(parts -> numbers(parts[1]))
        .map(numbers -> new Bytes(numbers.get(0), numbers.get(8)))
        .reduce(Bytes.NONE, Bytes::and);
  }

  private static boolean isAny(String name, Collection<String> beginnings) {
    return beginnings.stream().anyMatch(name::startsWith);
  }

  private static String first(String text, String beginning) {
    return text.lines().filter(line -> line.startsWith(beginning)).findFirst().orElse("");
  }

  private static List<Long> numbers(String line) {
    return Stream.of(line.strip().split(" +", -1))
        .filter(word -> !word.isEmpty() && Character.isDigit(word.charAt(0)))
        .map(Long::valueOf)
        .toList();
  }

  /** Empty if it cannot be read, as in a sandbox. */
  private String read(String file) {
    try {
      return Files.readString(proc.resolve(file));
    } catch (IOException _) {
      return "";
    }
  }
}
