package dev.troupe.logs;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Puts a time before each line. What comes together is passed on together; if it is too much for
 * that it is parted between lines. Not thread-safe.
 */
final class StampedLines {
  private static final int PIECE = LineFraming.MAX_LINE;

  private final Stamp stamp;
  private final Consumer<ByteBuffer> out;
  private boolean isWithinLine;

  /**
   * @param out gets the stamped output; valid only during the call
   */
  StampedLines(Stamp stamp, Consumer<ByteBuffer> out) {
    this.stamp = stamp;
    this.out = out;
  }

  /** The next byte begins a line, even if the last one ended none. */
  void endLine() {
    isWithinLine = false;
  }

  void write(ByteBuffer chunk, Instant at) {
    if (chunk.hasArray()) {
      int from = chunk.arrayOffset() + chunk.position();
      write(chunk.array(), from, from + chunk.remaining(), stamp.at(at));
    } else {
      byte[] copy = new byte[chunk.remaining()];
      chunk.get(chunk.position(), copy);
      write(copy, 0, copy.length, stamp.at(at));
    }
  }

  private void write(byte[] bytes, int from, int to, byte[] prefix) {
    Scratch scratch = Scratch.ofThread();
    int start = from;
    while (start < to) {
      int end = Math.min(to, LineEnds.next(bytes, start, to) + 1);
      add(bytes, start, end, prefix, scratch);
      isWithinLine = bytes[end - 1] != '\n';
      start = end;
    }
    scratch.flush(out);
  }

  /** Lines of usual length stay whole; of others a piece at a time is added. */
  private void add(byte[] bytes, int from, int to, byte[] prefix, Scratch scratch) {
    int first = Math.min(to - from, PIECE);
    if (!scratch.hasRoomFor(prefix.length + first)) {
      scratch.flush(out);
    }
    if (!isWithinLine) {
      scratch.add(prefix, 0, prefix.length);
    }
    scratch.add(bytes, from, first);
    for (int next = from + first; next < to; next += PIECE) {
      scratch.flush(out);
      scratch.add(bytes, next, Math.min(to - next, PIECE));
    }
  }
}
