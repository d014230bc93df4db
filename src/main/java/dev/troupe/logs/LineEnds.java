package dev.troupe.logs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds ends of lines, eight bytes at a time: half of what a line costs is finding its end, and the
 * daemon's compiler (C1) does not unroll loops.
 */
final class LineEnds {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long NEWLINES = '\n' * ONES;

  private LineEnds() {}

  /** Where the first {@code \n} is; {@code to} if there is none. */
  static int next(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      // Zero where a newline is; subtracting borrows into the high bit there first.
      long zeros = (long) EIGHT.get(bytes, i) ^ NEWLINES;
      long found = (zeros - ONES) & ~zeros & HIGH_BITS;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >> 3);
      }
    }
    while (i < to && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  /** How many there are. Leaves the buffer's position alone. */
  static int count(ByteBuffer chunk) {
    return chunk.hasArray()
        ? count(
            chunk.array(),
            chunk.arrayOffset() + chunk.position(),
            chunk.arrayOffset() + chunk.limit())
        : count(copyOf(chunk), 0, chunk.remaining());
  }

  private static int count(byte[] bytes, int from, int to) {
    int count = 0;
    for (int end = next(bytes, from, to); end < to; end = next(bytes, end + 1, to)) {
      count++;
    }
    return count;
  }

  private static byte[] copyOf(ByteBuffer chunk) {
    var bytes = new byte[chunk.remaining()];
    chunk.get(chunk.position(), bytes);
    return bytes;
  }
}
