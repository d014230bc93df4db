package dev.troupe.os;

import dev.troupe.model.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** Measures the machine. Blocks while it reads; for any thread. */
public interface HostProbe {

  /** As it is now; rates are since the last measurement that was at least a second ago. */
  Host measure();

  /**
   * The probe for this machine.
   *
   * @param home on the file system that is looked at
   */
  static HostProbe open(Path home) {
    var proc = Path.of("/proc");
    LongSupplier nanos = System::nanoTime;
    return Files.isReadable(proc.resolve("meminfo"))
        ? new ProcHost(proc, home, nanos)
        : new JavaHost(home);
  }
}
