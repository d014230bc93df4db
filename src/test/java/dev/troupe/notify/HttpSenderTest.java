package dev.troupe.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.troupe.model.Topic;
import dev.troupe.model.Webhook;
import dev.troupe.policy.DeliveryPolicy.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real requests to a server on this machine that misbehaves in all ways. */
class HttpSenderTest {
  private record Received(String method, String type, String header, String body) {}

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  @AfterEach
  void close() {
    over.countDown();
    server.stop(0);
    threads.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var headers = exchange.getRequestHeaders();
      received.add(
          new Received(
              exchange.getRequestMethod(),
              headers.getFirst("Content-Type"),
              headers.getFirst("Webhook-Id"),
              body));
      switch (exchange.getRequestURI().getPath()) {
        case "/hang" -> await();
        case "/drip" -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('.');
          exchange.getResponseBody().flush();
          await();
        }
        case "/busy" -> {
          exchange.getResponseHeaders().set("Retry-After", "7");
          exchange.sendResponseHeaders(503, -1);
        }
        case "/away" -> {
          exchange.getResponseHeaders().set("Location", "/ok");
          exchange.sendResponseHeaders(307, -1);
        }
        default -> exchange.sendResponseHeaders(204, -1);
      }
    }
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static Outcome send(URI to, Duration timeout) throws Exception {
    var headers = Map.of("Authorization", "Bearer abc");
    var webhook = new Webhook("it", to, null, Set.of(Topic.CRASH), Set.of(), timeout, headers);
    return new HttpSender()
        .send(webhook, Map.of("Webhook-Id", "seven"), "{\"ö\":1}")
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  @Test
  void sendsThePostAsItIs() throws Exception {
    assertThat(send(address("/ok"), Duration.ofSeconds(20)))
        .isEqualTo(new Outcome.Answered(204, null));
    assertThat(received.take())
        .isEqualTo(new Received("POST", "application/json", "seven", "{\"ö\":1}"));
  }

  @Test
  void tellsHowLongToWait() throws Exception {
    assertThat(send(address("/busy"), Duration.ofSeconds(20)))
        .isEqualTo(new Outcome.Answered(503, Duration.ofSeconds(7)));
  }

  @Test
  void followsNoRedirect() throws Exception {
    assertThat(send(address("/away"), Duration.ofSeconds(20)))
        .isEqualTo(new Outcome.Answered(307, null));
    assertThat(received).hasSize(1);
  }

  @Test
  void aServerThatHangsIsWaitedForUntilTheTimeout() throws Exception {
    assertThat(send(address("/hang"), Duration.ofMillis(300)))
        .isEqualTo(new Outcome.Unanswered("did not answer within 300 ms"));
  }

  @Test
  void anAnswerWithoutEndIsNone() throws Exception {
    assertThat(send(address("/drip"), Duration.ofMillis(300)))
        .isEqualTo(new Outcome.Unanswered("did not answer within 300 ms"));
  }

  @Test
  void aServerThatIsNotThereIsNoFailureOfOurs() throws Exception {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThat(send(URI.create("http://127.0.0.1:" + free), Duration.ofSeconds(20)))
        .isEqualTo(new Outcome.Unanswered("cannot be connected to"));
  }
}
