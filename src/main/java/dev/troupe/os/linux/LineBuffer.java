package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.troupe.os.Channel;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Puts lines together from what single reads have brought. Takes no memory while it is empty. Not
 * safe for use by several threads.
 */
final class LineBuffer {
  private static final byte[] NOTHING = {};
  private static final int SMALLEST = 1024;

  private byte[] bytes = NOTHING;
  private int start;
  private int end;

  /** Before this there is no end of line. */
  private int seen;

  /** Bytes of lines handed out so far. */
  private long taken;

  /** Where in the stream lines lie that sockets came with, counted in bytes. */
  private final Deque<Long> handles = new ArrayDeque<>();

  /**
   * Adds what one read has brought.
   *
   * @param hadHandle whether sockets came with it; the kernel ends a read with the piece they ride
   *     on, and a line begins with that piece: so they belong to the last line
   */
  void append(MemorySegment piece, int length, boolean hadHandle) {
    makeRoom(length);
    MemorySegment.copy(piece, JAVA_BYTE, 0, bytes, end, length);
    end += length;
    if (hadHandle) {
      handles.add(taken + (end - start) - 1);
    }
  }

  boolean hasNext() {
    while (seen < end && bytes[seen] != '\n') {
      seen++;
    }
    return seen < end;
  }

  /** The next whole line, if {@link #hasNext}. */
  Channel.Message next() {
    var line = new String(bytes, start, seen - start, StandardCharsets.UTF_8);
    seen++;
    taken += seen - start;
    start = seen;
    boolean hadHandle = false;
    while (!handles.isEmpty() && handles.getFirst() < taken) {
      hadHandle = true;
      handles.removeFirst();
    }
    if (start == end) {
      clear();
    }
    return new Channel.Message(line, hadHandle);
  }

  /** How much waits to be taken or for its end of line, in bytes. */
  int pending() {
    return end - start;
  }

  void clear() {
    bytes = NOTHING;
    start = 0;
    end = 0;
    seen = 0;
    handles.clear();
  }

  private void makeRoom(int length) {
    int held = end - start;
    if (bytes.length - end >= length) {
      return;
    }
    var to = held + length <= bytes.length / 2 ? bytes : new byte[capacity(held + length)];
    System.arraycopy(bytes, start, to, 0, held);
    bytes = to;
    seen -= start;
    end = held;
    start = 0;
  }

  private static int capacity(int needed) {
    return Math.max(SMALLEST, needed + needed / 2);
  }
}
