package dev.troupe.cli.monit;

import dev.troupe.model.Host;
import dev.troupe.model.Host.Space;
import dev.troupe.pm2.Amounts;

/** How the machine does, in one line. */
final class MachineLine {
  private MachineLine() {}

  /** What matters most comes first, for narrow terminals cut it. */
  static String of(Host host) {
    var text =
        "cpu %s of %d cores  memory %s of %s  load %.2f"
            .formatted(
                Amounts.percent(host.cpuPercent()),
                host.cores(),
                Amounts.memory(host.memory().usedBytes()),
                Amounts.memory(host.memory().totalBytes()),
                host.load().one());
    return text + disk(host.disk()) + network(host);
  }

  private static String disk(Space disk) {
    return disk.totalBytes() == 0
        ? ""
        : "  disk %s full".formatted(Amounts.percent(100.0 * disk.usedBytes() / disk.totalBytes()));
  }

  private static String network(Host host) {
    return host.network() == null
        ? ""
        : "  net %s/s in %s/s out"
            .formatted(
                Amounts.memory((long) host.network().inRate()),
                Amounts.memory((long) host.network().outRate()));
  }
}
