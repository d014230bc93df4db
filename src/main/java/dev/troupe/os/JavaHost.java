package dev.troupe.os;

import com.sun.management.OperatingSystemMXBean;
import dev.troupe.model.Host;
import dev.troupe.model.Host.Load;
import dev.troupe.model.Host.Space;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** The machine as Java shows it, where there is no {@code /proc}. */
final class JavaHost implements HostProbe {
  private final Path home;
  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  JavaHost(Path home) {
    this.home = home;
  }

  @Override
  public Host measure() {
    double load = Math.max(0, machine.getSystemLoadAverage());
    return new Host(
        machine.getAvailableProcessors(),
        Math.max(0, machine.getCpuLoad()) * 100,
        new Load(load, load, load),
        new Space(machine.getTotalMemorySize(), machine.getFreeMemorySize()),
        new Space(machine.getTotalSwapSpaceSize(), machine.getFreeSwapSpaceSize()),
        FileSpace.at(home),
        null,
        null);
  }
}
