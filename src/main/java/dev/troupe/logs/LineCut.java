package dev.troupe.logs;

import java.nio.ByteBuffer;

/** Where output is cut so that no line is torn. */
final class LineCut {
  private LineCut() {}

  /**
   * How many bytes still go into a file, so that it ends with a whole line.
   *
   * @param bytes not empty
   * @param room what the file may still take; below 0 if it is too large already
   * @param isAtLineStart whether the file ends with a whole line (or is empty)
   * @param isEmpty whether nothing is in the file
   * @return 0 if a new file has to be begun first
   */
  static int fitting(ByteBuffer bytes, long room, boolean isAtLineStart, boolean isEmpty) {
    if (bytes.remaining() <= room) {
      return bytes.remaining();
    }
    int whole = afterLastLine(bytes, (int) Math.max(0, room));
    if (whole > 0) {
      return whole;
    }
    return isAtLineStart && !isEmpty ? 0 : afterFirstLine(bytes);
  }

  /** The bytes up to and with the last end of a line among the first {@code limit}; 0 if none. */
  static int afterLastLine(ByteBuffer bytes, int limit) {
    int start = bytes.position();
    for (int i = start + limit - 1; i >= start; i--) {
      if (bytes.get(i) == '\n') {
        return i + 1 - start;
      }
    }
    return 0;
  }

  /** The bytes up to and with the first end of a line; all if there is none. */
  static int afterFirstLine(ByteBuffer bytes) {
    int start = bytes.position();
    for (int i = start; i < bytes.limit(); i++) {
      if (bytes.get(i) == '\n') {
        return i + 1 - start;
      }
    }
    return bytes.remaining();
  }

  static boolean endsLine(ByteBuffer bytes) {
    return bytes.get(bytes.limit() - 1) == '\n';
  }
}
