package dev.troupe.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.troupe.api.Acted;
import dev.troupe.api.Json;
import dev.troupe.api.Problem;
import dev.troupe.model.InstanceSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Answers on a unix-domain socket with what it was told to, and remembers what it was asked. */
final class FakeDaemon implements AutoCloseable {
  private final Path socket;
  private final ServerSocketChannel server;
  private final Map<String, Deque<String>> answers = new ConcurrentHashMap<>();
  private final Set<String> held = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** A request as it came. */
  record Request(String line, String body) {}

  FakeDaemon(Path socket) throws IOException {
    this.socket = socket;
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().start(this::accept);
  }

  /** Answers {@code GET /api/v1/x} and the like with JSON. */
  FakeDaemon answering(String request, int status, Object body) {
    var text = Json.write(body);
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return answeringRaw(
        request,
        "HTTP/1.1 %d x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, length, text));
  }

  FakeDaemon answeringInstances(String request, InstanceSummary... instances) {
    return answering(request, 200, new Acted(List.of(instances), List.of()));
  }

  FakeDaemon refusing(String request, int status, String detail) {
    return answering(request, status, new Problem("about:blank", "x", status, detail, List.of()));
  }

  /** Answers with these very bytes, then closes the connection. */
  FakeDaemon answeringRaw(String request, String response) {
    answers.put(request, new ConcurrentLinkedDeque<>(List.of(response)));
    return this;
  }

  /** Answers with these bytes, and leaves the connection open until the test is over. */
  FakeDaemon holding(String request, String response) {
    held.add(request);
    return answeringRaw(request, response);
  }

  /** Answers with this after what it was told to answer before, each once but the last. */
  FakeDaemon thenRaw(String request, String response) {
    answers.computeIfAbsent(request, _ -> new ConcurrentLinkedDeque<>()).add(response);
    return this;
  }

  /** The first lines of all requests, without the version. */
  List<String> asked() {
    return requests.stream().map(Request::line).toList();
  }

  /** The body of the last request with this first line. */
  Map<String, Object> bodyOf(String line) throws IOException {
    var found = requests.stream().filter(request -> request.line().equals(line)).toList();
    return JSON.std.mapFrom(found.getLast().body());
  }

  private void accept() {
    try {
      while (true) {
        var channel = server.accept();
        Thread.ofVirtual().start(() -> serve(channel));
      }
    } catch (ClosedChannelException _) {
      // Closed by the test.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      var in = Channels.newInputStream(channel);
      var request = read(in);
      requests.add(request);
      var answer = next(request.line());
      channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
      if (held.contains(request.line())) {
        closed.await();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException _) {
      // The client only looked whether somebody is there.
    }
  }

  private String next(String request) {
    var left = answers.get(request);
    if (left == null) {
      return "HTTP/1.1 500 x\r\n\r\nno answer for " + request;
    }
    return left.size() > 1 ? left.removeFirst() : left.getFirst();
  }

  private static Request read(InputStream in) throws IOException {
    var line = HttpResponse.readLine(in);
    int length = 0;
    for (var header = HttpResponse.readLine(in);
        !header.isEmpty();
        header = HttpResponse.readLine(in)) {
      var lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
    }
    var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Request(line.replace(" HTTP/1.1", ""), body);
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    Files.deleteIfExists(socket);
  }
}
