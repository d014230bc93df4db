package dev.troupe.cli.monit;

import com.sun.management.OperatingSystemMXBean;
import dev.troupe.pm2.Amounts;
import java.lang.management.ManagementFactory;

/** How the machine does, in one line. */
final class MachineLine {
  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** CPU since the last call, memory in use, load. */
  String text() {
    long total = machine.getTotalMemorySize();
    return "cpu %s of %d cores  memory %s of %s  load %.2f"
        .formatted(
            Amounts.percent(Math.max(0, machine.getCpuLoad()) * 100),
            machine.getAvailableProcessors(),
            Amounts.memory(total - machine.getFreeMemorySize()),
            Amounts.memory(total),
            machine.getSystemLoadAverage());
  }
}
