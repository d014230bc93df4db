package dev.troupe.logs;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines, wherever the reads happened to end.
 *
 * <p>A line ends with {@code \n} or {@code \r\n}; what follows the last of them is a line too, once
 * the stream has ended. Lines over {@link #MAX_LINE} bytes come in pieces, never cut within a
 * character. Bytes are passed on as they are: what is not UTF-8 becomes a replacement character
 * only where text is made of it. Not thread-safe.
 */
final class LineFraming {
  /** Longest piece handed on, in bytes: 64 KiB, the size of a pipe. */
  static final int MAX_LINE = 64 * 1024;

  private static final byte[] NOTHING = {};

  /** Who gets the lines. */
  @FunctionalInterface
  interface Lines {
    /**
     * One line without its end.
     *
     * @param bytes holds the line; valid only during the call
     * @param isCut whether the line was too long and goes on in the next call
     */
    void line(byte[] bytes, int offset, int length, boolean isCut);
  }

  private byte[] pending = NOTHING;
  private int length;
  private boolean skipsToNextLine;

  private LineFraming(boolean skipsToNextLine) {
    this.skipsToNextLine = skipsToNextLine;
  }

  /** For a stream whose next byte begins a line. */
  static LineFraming atLineStart() {
    return new LineFraming(false);
  }

  /** For a stream in the midst of a line: nothing is handed on before the next one begins. */
  static LineFraming inMidLine() {
    return new LineFraming(true);
  }

  /** Takes what was read and hands on the lines that are complete with it. Moves no position. */
  void accept(ByteBuffer chunk, Lines lines) {
    if (chunk.hasArray()) {
      int from = chunk.arrayOffset() + chunk.position();
      accept(chunk.array(), from, from + chunk.remaining(), lines);
    } else {
      byte[] copy = new byte[chunk.remaining()];
      chunk.get(chunk.position(), copy);
      accept(copy, 0, copy.length, lines);
    }
  }

  /** The stream has ended: hands on the line that has no end of its own, if there is one. */
  void end(Lines lines) {
    if (length > 0) {
      lines.line(pending, 0, length, false);
    }
    forget();
  }

  private void accept(byte[] bytes, int from, int to, Lines lines) {
    int start = from;
    for (int end = LineEnds.next(bytes, start, to);
        end < to;
        end = LineEnds.next(bytes, start, to)) {
      endOfLine(bytes, start, end, lines);
      start = end + 1;
    }
    if (start < to && !skipsToNextLine) {
      keep(bytes, start, to, lines);
    }
  }

  private void endOfLine(byte[] bytes, int from, int to, Lines lines) {
    if (skipsToNextLine) {
      skipsToNextLine = false;
    } else if (length == 0 && to - from <= MAX_LINE) {
      lines.line(bytes, from, withoutReturn(bytes, from, to), false);
    } else {
      keep(bytes, from, to, lines);
      lines.line(pending, 0, withoutReturn(pending, 0, length), false);
      forget();
    }
  }

  private static int withoutReturn(byte[] bytes, int from, int to) {
    return to > from && bytes[to - 1] == '\r' ? to - 1 - from : to - from;
  }

  private void keep(byte[] bytes, int from, int to, Lines lines) {
    int next = from;
    while (next < to) {
      if (length == MAX_LINE) {
        handOnPiece(bytes[next], lines);
      }
      int taken = Math.min(to - next, MAX_LINE - length);
      makeRoomFor(taken);
      System.arraycopy(bytes, next, pending, length, taken);
      length += taken;
      next += taken;
    }
  }

  private void handOnPiece(byte following, Lines lines) {
    int end = endOfPiece(following);
    lines.line(pending, 0, end, true);
    System.arraycopy(pending, end, pending, 0, length - end);
    length -= end;
  }

  /** Where to cut so that no character of UTF-8 (4 bytes at most) is torn. */
  private int endOfPiece(byte following) {
    if (!continuesCharacter(following)) {
      return length;
    }
    int end = length - 1;
    while (end > length - 3 && continuesCharacter(pending[end])) {
      end--;
    }
    return continuesCharacter(pending[end]) ? length : end;
  }

  private static boolean continuesCharacter(byte b) {
    return (b & 0xC0) == 0x80;
  }

  private void makeRoomFor(int more) {
    int needed = length + more;
    if (needed > pending.length) {
      pending = Arrays.copyOf(pending, Math.min(MAX_LINE, Math.max(needed, 2 * pending.length)));
    }
  }

  private void forget() {
    length = 0;
    pending = NOTHING;
  }
}
