package dev.troupe.os;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * One of the amounts that files of {@code /proc} have in lines like {@code Pss: 1234 kB}.
 *
 * @param name before the colon
 */
public record KibField(String name) {
  /** Proportional memory, in {@code smaps_rollup}. */
  public static final KibField PSS = new KibField("Pss");

  private static final int KIB = 1024;

  /** The amount in bytes; empty if the text has no such line. */
  public OptionalLong bytesIn(byte[] text, int length) {
    var prefix = name + ":";
    return new String(text, 0, Math.max(0, length), StandardCharsets.US_ASCII)
        .lines()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip().split(" ", 2)[0])
        .mapToLong(kib -> Long.parseLong(kib) * KIB)
        .findFirst();
  }
}
