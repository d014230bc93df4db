package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Host;
import dev.troupe.model.Host.Load;
import dev.troupe.model.Host.Space;
import dev.troupe.model.Host.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcHostTest {
  private static final String NET =
      """
      Inter-|   Receive                                                |  Transmit
       face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
          lo: 9000     10    0    0    0     0          0         0  9000      10    0    0
        eth0: %d     20    0    0    0     0          0         0  %d      30    0    0
      veth1a: 7000     10    0    0    0     0          0         0  7000      10    0    0
      """;

  private static final String DISKS =
      """
         7       0 loop0 11 0 40 3 0 0 0 0 0 4 3
         8       0 sda 500 3 %d 200 300 9 %d 700 0 90 900
         8       1 sda1 400 3 900 200 300 9 900 700 0 90 900
       259       0 nvme0n1 500 3 2 200 300 9 4 700 0 90 900
       259       1 nvme0n1p1 500 3 2 200 300 9 4 700 0 90 900
       253       0 dm-0 500 3 2 200 300 9 4 700 0 90 900
      """;

  @TempDir Path proc;
  private long nanos = 5_000_000_000L;

  @BeforeEach
  void machine() throws IOException {
    Files.createDirectory(proc.resolve("net"));
    write("loadavg", "0.52 1.50 2.25 2/345 6789\n");
    write(
        "meminfo",
        """
        MemTotal:        1000 kB
        MemFree:          100 kB
        MemAvailable:     600 kB
        SwapTotal:        200 kB
        SwapFree:          50 kB
        """);
    counts(100, 300, 10, 1000);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(proc.resolve(file), text);
  }

  /** Ticks of CPU, sectors read and written, bytes received and sent. */
  private void counts(long busy, long idle, long sectors, long bytes) throws IOException {
    write("stat", "cpu  %d 0 0 %d 0 0 0 0 0 0\ncpu0 1 2 3 4\n".formatted(busy, idle));
    write("diskstats", DISKS.formatted(sectors, 2 * sectors));
    write("net/dev", NET.formatted(bytes, 2 * bytes));
  }

  private ProcHost probe() {
    return new ProcHost(proc, proc, () -> nanos);
  }

  @Test
  void readsMemorySwapAndLoad() {
    var host = probe().measure();
    assertThat(host.memory()).isEqualTo(new Space(1000 * 1024, 600 * 1024));
    assertThat(host.swap()).isEqualTo(new Space(200 * 1024, 50 * 1024));
    assertThat(host.load()).isEqualTo(new Load(0.52, 1.5, 2.25));
    assertThat(host.memory().usedBytes()).isEqualTo(400 * 1024);
  }

  @Test
  void theFirstMeasurementHasCpuSinceTheMachineWasStartedAndNoRates() {
    var host = probe().measure();
    assertThat(host.cpuPercent()).isEqualTo(25);
    assertThat(host.network()).isEqualTo(new Traffic(1000, 2000, 0, 0));
  }

  @Test
  void laterOnesCountFromTheOneBefore() throws IOException {
    var probe = probe();
    probe.measure();
    nanos += 2_000_000_000L;
    counts(150, 350, 30, 5000);
    var host = probe.measure();
    assertThat(host.cpuPercent()).isEqualTo(50);
    assertThat(host.network()).isEqualTo(new Traffic(5000, 10_000, 2000, 4000));
    assertThat(host.diskTraffic()).isEqualTo(new Traffic(32 * 512, 64 * 512, 10 * 512, 20 * 512));
  }

  @Test
  void whoAsksTwiceInASecondGetsRatesOfASecondAtLeast() throws IOException {
    var probe = probe();
    probe.measure();
    nanos += 1_000_000_000L;
    counts(150, 350, 30, 5000);
    probe.measure();
    nanos += 250_000_000L;
    assertThat(probe.measure().network()).isEqualTo(new Traffic(5000, 10_000, 3200, 6400));
  }

  @Test
  void onlyWholeDisksAndRealInterfacesCount() {
    assertThat(ProcHost.disks(DISKS.formatted(10, 20)))
        .isEqualTo(new ProcHost.Bytes(12 * 512, 24 * 512));
    assertThat(ProcHost.network(NET.formatted(1, 2))).isEqualTo(new ProcHost.Bytes(1, 2));
  }

  @Test
  void whatASandboxHidesIsNothing() throws IOException {
    Files.delete(proc.resolve("stat"));
    Files.delete(proc.resolve("diskstats"));
    Files.delete(proc.resolve("loadavg"));
    var host = probe().measure();
    assertThat(host.cpuPercent()).isZero();
    assertThat(host.load()).isEqualTo(new Load(0, 0, 0));
    assertThat(host.diskTraffic()).isEqualTo(new Traffic(0, 0, 0, 0));
  }

  @Test
  @Tag("os")
  void thisMachineHasMemoryAndADisk() {
    for (var probe : new HostProbe[] {HostProbe.open(proc), new JavaHost(proc)}) {
      Host host = probe.measure();
      assertThat(host.cores()).isPositive();
      assertThat(host.cpuPercent()).isBetween(0.0, 100.0);
      assertThat(host.memory().totalBytes()).isGreaterThan(host.memory().availableBytes());
      assertThat(host.disk().totalBytes()).isPositive();
    }
  }
}
