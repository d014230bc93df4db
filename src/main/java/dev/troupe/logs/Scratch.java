package dev.troupe.logs;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Memory in which output is put together, one piece for each thread that writes: a thousand streams
 * need no more than four. Nothing stays in it between calls. Used by its thread alone.
 */
final class Scratch {
  /** 128 KiB: room for a line of the longest kind with all that goes around it. */
  private static final int SIZE = 128 * 1024;

  private static final ThreadLocal<Scratch> OF_THREAD =
      ThreadLocal.withInitial(() -> new Scratch(SIZE));

  private final byte[] bytes;
  private int length;

  private Scratch(int size) {
    bytes = new byte[size];
  }

  static Scratch ofThread() {
    return OF_THREAD.get();
  }

  /** Memory of its own, for what is larger. */
  static Scratch of(int size) {
    return new Scratch(size);
  }

  /** Whether as many bytes may be added now. */
  boolean hasRoomFor(int count) {
    return count <= bytes.length - length;
  }

  /** Adds bytes for which there is room. */
  Scratch add(byte[] source, int from, int count) {
    System.arraycopy(source, from, bytes, length, count);
    length += count;
    return this;
  }

  /** Adds all of the bytes, for which there is room. */
  Scratch add(byte[] source) {
    return add(source, 0, source.length);
  }

  /** Hands on what has been put together, if anything, and is empty then. */
  void flush(Consumer<ByteBuffer> out) {
    if (length > 0) {
      var whole = ByteBuffer.wrap(bytes, 0, length);
      length = 0;
      out.accept(whole);
    }
  }
}
