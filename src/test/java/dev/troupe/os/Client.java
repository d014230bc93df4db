package dev.troupe.os;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Connects to this machine. */
final class Client {
  private static final int PATIENCE_MILLIS = 30_000;

  private Client() {}

  static Socket connect(SocketGroup group) throws IOException {
    return connect("127.0.0.1", group.address().port());
  }

  static Socket connect(String host, int port) throws IOException {
    return new Socket(InetAddress.ofLiteral(host), port);
  }

  /** All that is sent to a client that says nothing. */
  static String ask(SocketGroup group) throws IOException {
    try (var client = connect(group)) {
      return read(client);
    }
  }

  static String read(Socket client) throws IOException {
    client.setSoTimeout(PATIENCE_MILLIS);
    return new String(client.getInputStream().readAllBytes(), UTF_8);
  }
}
