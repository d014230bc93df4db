package dev.troupe.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Talks HTTP/1.1 to the daemon over its unix-domain socket, one connection per request. The JDK's
 * own client costs a command 90 ms at start and does not speak over such sockets.
 */
final class ApiClient {
  private final Path socket;

  ApiClient(Path socket) {
    this.socket = socket;
  }

  /** Whether somebody accepts connections. */
  boolean answers() {
    try (var channel = connect()) {
      return channel.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * Sends a request and waits for the whole reply.
   *
   * @param target path and query, already encoded
   * @param json the body; null for none
   * @throws NoDaemonException if nobody listens; then nothing has been sent
   * @throws HungUpException if there comes no answer at all
   */
  Reply send(String method, String target, @Nullable String json) throws IOException {
    try (var channel = connect()) {
      var response = ask(channel, request(method, target, json, "application/json"));
      var body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
      return new Reply(response.status(), body);
    }
  }

  /**
   * Listens to a stream of server-sent events until it ends or the listener has enough.
   *
   * @return what the daemon said instead of a stream; null after a stream
   * @throws NoDaemonException if nobody listens
   * @throws HungUpException if there comes no answer at all
   */
  @Nullable Reply stream(String target, EventListener listener) throws IOException {
    try (var channel = connect()) {
      var response = ask(channel, request("GET", target, null, "text/event-stream"));
      if (response.status() != 200) {
        var body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        return new Reply(response.status(), body);
      }
      listener.opened();
      ServerSentEvents.read(response.body(), listener);
      return null;
    }
  }

  private SocketChannel connect() throws IOException {
    if (!Files.exists(socket)) {
      throw new NoDaemonException("no socket at " + socket);
    }
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return channel;
    } catch (ConnectException e) {
      channel.close();
      throw new NoDaemonException("nobody listens at " + socket);
    } catch (IOException e) {
      channel.close();
      throw new IOException("cannot connect to " + socket + ": " + e.getMessage(), e);
    }
  }

  private static HttpResponse ask(SocketChannel channel, String request) throws IOException {
    var in = new BufferedInputStream(Channels.newInputStream(channel));
    in.mark(1);
    int first;
    try {
      write(channel, request);
      first = in.read();
    } catch (IOException e) {
      throw new HungUpException(false, e);
    }
    if (first < 0) {
      throw new HungUpException(true, null);
    }
    in.reset();
    return HttpResponse.read(in);
  }

  private static String request(
      String method, String target, @Nullable String json, String accepted) {
    var request = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    request.append("Host: localhost\r\nConnection: close\r\nAccept: ").append(accepted);
    request.append(", application/problem+json\r\n");
    if (json == null) {
      return request.append("\r\n").toString();
    }
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    request.append("Content-Type: application/json\r\nContent-Length: ").append(length);
    return request.append("\r\n\r\n").append(json).toString();
  }

  private static void write(SocketChannel channel, String request) throws IOException {
    var bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
