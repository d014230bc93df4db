package dev.troupe.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The content of a chunked body (RFC 9112, section 7.1). Trailers are skipped. */
final class ChunkedInput extends InputStream {
  private final InputStream in;
  private long left;
  private boolean isFirst = true;
  private boolean isLast;

  ChunkedInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0 && !isLast) {
      nextChunk();
    }
    if (isLast) {
      return -1;
    }
    int count = in.read(bytes, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("the daemon broke off in the middle of its answer");
    }
    left -= count;
    return count;
  }

  private void nextChunk() throws IOException {
    if (!isFirst) {
      HttpResponse.readLine(in);
    }
    isFirst = false;
    left = size(HttpResponse.readLine(in));
    if (left == 0) {
      isLast = true;
      while (!HttpResponse.readLine(in).isEmpty()) {
        // A trailer.
      }
    }
  }

  private static long size(String line) throws IOException {
    int extension = line.indexOf(';');
    var digits = (extension < 0 ? line : line.substring(0, extension)).strip();
    try {
      return Long.parseLong(digits, 16);
    } catch (NumberFormatException e) {
      throw new IOException("not a chunk: " + line, e);
    }
  }
}
