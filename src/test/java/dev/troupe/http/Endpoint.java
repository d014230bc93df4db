package dev.troupe.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An endpoint with both doors open in a home of its own, over a {@link FakeControl}. */
final class Endpoint implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(5);

  final FakeControl control = new FakeControl();
  final Path home;
  final HttpServer server;
  final ActorSystem<Void> system = system();

  Endpoint() {
    try {
      home = Files.createTempDirectory("troupe");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server = await(HttpServer.open(system, control, settings(home)));
  }

  /** The two ways in. */
  enum Way {
    UNIX,
    TCP
  }

  static ActorSystem<Void> system() {
    return ActorSystem.create(Behaviors.empty(), "http-test");
  }

  static HttpServer.Settings settings(Path home) {
    return new HttpServer.Settings(
        home.resolve("http.sock"),
        true,
        "127.0.0.1",
        0,
        false,
        home.resolve("token"),
        home.resolve("keys.json"));
  }

  Wire unix() {
    return Wire.unix(home.resolve("http.sock"));
  }

  Wire tcp() {
    return Wire.tcp(address());
  }

  String address() {
    return ((Door.Open) server.tcp()).address();
  }

  Wire connect(Way way) {
    return switch (way) {
      case UNIX -> unix();
      case TCP -> tcp();
    };
  }

  String token() {
    try {
      return Files.readString(home.resolve("token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request that either door lets in. */
  String request(String method, String target, String... headers) {
    return "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s\r\n"
        .formatted(
            method,
            target,
            token(),
            headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n");
  }

  String requestWithBody(String method, String target, String json) {
    return request(
            method,
            target,
            "Content-Type: application/json",
            "Content-Length: " + json.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
        + json;
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    await(server.close(PATIENCE));
    system.terminate();
    await(system.getWhenTerminated());
    try (var files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(Endpoint::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
