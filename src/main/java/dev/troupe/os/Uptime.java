package dev.troupe.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Time since boot, by the same clock as processes' start times. */
public final class Uptime {
  private static final Path FILE = Path.of("/proc/uptime");

  private Uptime() {}

  /**
   * Now.
   *
   * @param ticksPerSecond unit of the result
   */
  public static long ticks(long ticksPerSecond) {
    try {
      var text = Files.readString(FILE);
      return (long) (Double.parseDouble(text.substring(0, text.indexOf(' '))) * ticksPerSecond);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
