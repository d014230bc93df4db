package dev.troupe.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A response as it comes in (RFC 9112).
 *
 * @param status its status code
 * @param body its content, without the framing; not yet read
 */
record HttpResponse(int status, InputStream body) {
  private static final int LONGEST_LINE = 64 * 1024;

  /** Reads status line and headers. */
  static HttpResponse read(InputStream in) throws IOException {
    int status = status(readLine(in));
    boolean isChunked = false;
    @Nullable Long length = null;
    for (var line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      if (isHeader(line, "transfer-encoding:")) {
        isChunked = line.regionMatches(true, line.length() - 7, "chunked", 0, 7);
      } else if (isHeader(line, "content-length:")) {
        length = Long.parseLong(line.substring("content-length:".length()).strip());
      }
    }
    return new HttpResponse(status, body(in, isChunked, length));
  }

  private static InputStream body(InputStream in, boolean isChunked, @Nullable Long length)
      throws IOException {
    if (isChunked) {
      return new ChunkedInput(in);
    }
    return length == null ? in : exactly(in, length);
  }

  private static InputStream exactly(InputStream in, long length) throws IOException {
    var bytes = in.readNBytes(Math.toIntExact(length));
    if (bytes.length < length) {
      throw new EOFException("the daemon broke off in the middle of its answer");
    }
    return new ByteArrayInputStream(bytes);
  }

  private static int status(String line) throws IOException {
    if (!line.startsWith("HTTP/1.") || line.length() < 12) {
      throw new IOException("what answers is not Troupe's daemon: " + line);
    }
    return Integer.parseInt(line, 9, 12, 10);
  }

  private static boolean isHeader(String line, String name) {
    return line.regionMatches(true, 0, name, 0, name.length());
  }

  /** One line of the head, without its end. */
  static String readLine(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.size() > LONGEST_LINE) {
        throw new EOFException("the daemon closed the connection without an answer");
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
