package dev.troupe.model;

import org.jspecify.annotations.Nullable;

/**
 * How the machine does.
 *
 * @param cores processors
 * @param cpuPercent share of all processors that was busy since the measurement before, 0 to 100
 * @param load what ran or wanted to run, on average
 * @param memory of the machine
 * @param swap 0 if there is none
 * @param disk the file system that the daemon's home is on
 * @param diskTraffic of all disks; null if that cannot be known here
 * @param network of all interfaces but those within the machine; null if that cannot be known here
 */
public record Host(
    int cores,
    double cpuPercent,
    Load load,
    Space memory,
    Space swap,
    Space disk,
    @Nullable Traffic diskTraffic,
    @Nullable Traffic network) {

  /** Averages over so many minutes. */
  public record Load(double one, double five, double fifteen) {}

  /** How much there is of something. */
  public record Space(long totalBytes, long availableBytes) {
    /** What is not available. */
    public long usedBytes() {
      return totalBytes - availableBytes;
    }
  }

  /**
   * What went in (read, received) and out (written, sent).
   *
   * @param inBytes since the machine was started
   * @param outBytes since the machine was started
   * @param inRate bytes a second since the measurement before
   * @param outRate bytes a second since the measurement before
   */
  public record Traffic(long inBytes, long outBytes, double inRate, double outRate) {}
}
