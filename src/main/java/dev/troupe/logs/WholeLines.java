package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Passes on whole lines and holds back what is not complete yet, up to {@link #MOST} bytes. A
 * longer line comes in pieces, each but the last with a mark at its end. Not thread-safe.
 */
final class WholeLines {
  /** Longest line held back, in bytes: 64 KiB. */
  static final int MOST = LineFraming.MAX_LINE;

  private static final byte[] MARK = " [line goes on]\n".getBytes(UTF_8);
  private static final byte[] NOTHING = {};

  private byte[] held = NOTHING;
  private int length;

  boolean holds() {
    return length > 0;
  }

  /** Takes what was read and passes on what is complete with it. Moves the buffer's position. */
  void accept(ByteBuffer chunk, Consumer<ByteBuffer> lines) {
    if (holds()) {
      hold(LineCut.afterFirstLine(chunk), chunk, lines);
      if (held[length - 1] == '\n') {
        release(lines);
      }
    }
    int whole = LineCut.afterLastLine(chunk, chunk.remaining());
    if (whole > 0) {
      lines.accept(chunk.slice(chunk.position(), whole));
      chunk.position(chunk.position() + whole);
    }
    hold(chunk.remaining(), chunk, lines);
  }

  /** Passes on what is held back as it is. */
  void release(Consumer<ByteBuffer> lines) {
    if (holds()) {
      lines.accept(ByteBuffer.wrap(held, 0, length));
      held = NOTHING;
      length = 0;
    }
  }

  private void hold(int count, ByteBuffer chunk, Consumer<ByteBuffer> lines) {
    int left = count;
    while (left > 0) {
      if (length == MOST) {
        releaseMarked(lines);
      }
      int taken = Math.min(left, MOST - length);
      makeRoomFor(taken);
      chunk.get(held, length, taken);
      length += taken;
      left -= taken;
    }
  }

  private void releaseMarked(Consumer<ByteBuffer> lines) {
    byte[] piece = Arrays.copyOf(held, length + MARK.length);
    System.arraycopy(MARK, 0, piece, length, MARK.length);
    lines.accept(ByteBuffer.wrap(piece));
    length = 0;
  }

  private void makeRoomFor(int more) {
    int needed = length + more;
    if (needed > held.length) {
      held = Arrays.copyOf(held, Math.min(MOST, Math.max(needed, 2 * held.length)));
    }
  }
}
