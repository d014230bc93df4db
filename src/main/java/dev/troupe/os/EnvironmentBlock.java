package dev.troupe.os;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads {@code /proc/PID/environ}: settings that each end with a NUL character. */
public final class EnvironmentBlock {
  private EnvironmentBlock() {}

  /** The value of a variable; {@code block} holds {@code length} bytes, none if negative. */
  public static Optional<String> find(byte[] block, int length, String name) {
    var wanted = (name + "=").getBytes(StandardCharsets.UTF_8);
    int start = 0;
    while (start < length) {
      int end = start;
      while (end < length && block[end] != 0) {
        end++;
      }
      if (startsWith(block, start, end, wanted)) {
        int value = start + wanted.length;
        return Optional.of(new String(block, value, end - value, StandardCharsets.UTF_8));
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] block, int start, int end, byte[] wanted) {
    if (end - start < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (block[start + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
