package dev.troupe.supervision.usage;

import dev.troupe.model.Usage;
import dev.troupe.model.UsageSeries;
import java.time.Instant;
import java.util.Arrays;

/**
 * The last samples of one instance, in 12 bytes each: seconds, percent, KiB. Grows as it fills, up
 * to a limit. For one thread.
 */
final class UsageRing {
  private static final int FIRST = 32;

  private final int most;
  private int[] at = new int[FIRST];
  private float[] cpu = new float[FIRST];
  private int[] kib = new int[FIRST];

  /** Of the oldest sample. */
  private int begin;

  private int size;

  /**
   * @param most samples kept
   */
  UsageRing(int most) {
    this.most = most;
  }

  void add(Instant when, Usage usage) {
    if (size == at.length && size < most) {
      grow();
    }
    int index = (begin + size) % at.length;
    at[index] = (int) when.getEpochSecond();
    cpu[index] = (float) usage.cpuPercent();
    kib[index] = (int) (usage.memoryBytes() / 1024);
    if (size < at.length) {
      size++;
    } else {
      begin = (begin + 1) % at.length;
    }
  }

  /** It is full and has never turned: {@code begin} is 0. */
  private void grow() {
    int length = Math.min(most, 2 * at.length);
    at = Arrays.copyOf(at, length);
    cpu = Arrays.copyOf(cpu, length);
    kib = Arrays.copyOf(kib, length);
  }

  /** All samples since a time, oldest first. */
  UsageSeries since(int instance, Instant from) {
    int skipped = 0;
    while (skipped < size && seconds(skipped) < from.getEpochSecond()) {
      skipped++;
    }
    int length = size - skipped;
    var times = new Long[length];
    var percents = new Double[length];
    var bytes = new Long[length];
    for (int i = 0; i < length; i++) {
      int index = (begin + skipped + i) % at.length;
      times[i] = seconds(skipped + i);
      percents[i] = Math.round(cpu[index] * 10) / 10.0;
      bytes[i] = kib[index] * 1024L;
    }
    return new UsageSeries(
        instance, Arrays.asList(times), Arrays.asList(percents), Arrays.asList(bytes));
  }

  /** Unsigned, which is good until 2106. */
  private long seconds(int position) {
    return Integer.toUnsignedLong(at[(begin + position) % at.length]);
  }
}
