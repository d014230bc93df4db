package dev.troupe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The client's end of a connection: what is written goes out as it is. */
final class Wire implements AutoCloseable {
  private final SocketChannel channel;
  private final InputStream in;

  private Wire(SocketChannel channel) {
    this.channel = channel;
    this.in = new BufferedInputStream(Channels.newInputStream(channel));
  }

  /** A response read to its end. */
  record Answer(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  static Wire unix(Path socket) {
    try {
      return new Wire(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Wire tcp(String address) {
    int colon = address.lastIndexOf(':');
    try {
      return new Wire(
          SocketChannel.open(
              new InetSocketAddress(
                  address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Wire send(String raw) {
    try {
      var bytes = ByteBuffer.wrap(raw.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells the server that nothing more comes. */
  Wire halfClose() {
    try {
      channel.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a response with its body; a body without length goes on to the connection's end. */
  Answer answer() {
    try {
      var head = head();
      return new Answer(head.status(), head.headers(), body(head));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a response without its body. */
  Answer head() {
    try {
      var status = Integer.parseInt(line().split(" ", 3)[1]);
      var headers = new TreeMap<String, String>();
      for (var line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
      }
      return new Answer(status, headers, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next chunk of a chunked body; empty at its end. */
  String chunk() {
    try {
      int length = Integer.parseInt(line(), 16);
      var chunk = new String(in.readNBytes(length), UTF_8);
      line();
      return chunk;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads chunks until one ends with {@code last}; all of it. */
  String chunksUntil(String last) {
    var text = new StringBuilder();
    while (text.indexOf(last) < 0) {
      text.append(chunk());
    }
    return text.toString();
  }

  /** Whether the server has closed the connection; waits for it to close or say something. */
  boolean isOver() {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private String body(Answer head) throws IOException {
    if (head.status() == 204) {
      return "";
    }
    if (!head.header("content-length").isEmpty()) {
      return new String(in.readNBytes(Integer.parseInt(head.header("content-length"))), UTF_8);
    }
    if (head.header("transfer-encoding").equals("chunked")) {
      var text = new StringBuilder();
      for (var chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
        text.append(chunk);
      }
      return text.toString();
    }
    return new String(in.readAllBytes(), UTF_8);
  }

  private String line() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the connection ended after: " + bytes.toString(UTF_8));
      }
      bytes.write(b);
    }
    return bytes.toString(UTF_8).stripTrailing();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
