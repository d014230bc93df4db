package dev.troupe.cli;

import dev.troupe.api.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A conversation with Node's inspector (Chrome DevTools Protocol over a WebSocket). */
final class InspectorLink implements AutoCloseable {
  /** For one answer: a heap of some GiB takes its time. */
  private static final long PATIENCE_SECONDS = 300;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Integer, CompletableFuture<Map<?, ?>>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();
  private final Consumer<String> chunks;
  private final WebSocket socket;

  /**
   * Connects.
   *
   * @param chunks gets the parts of a heap snapshot, one after the other
   */
  InspectorLink(String address, Consumer<String> chunks) throws CommandFailure {
    this.chunks = chunks;
    try {
      socket = client.newWebSocketBuilder().buildAsync(URI.create(address), new Ear()).join();
    } catch (CompletionException e) {
      throw new CommandFailure(
          "the inspector at " + address + " cannot be reached: " + e.getCause());
    }
  }

  /** Asks, and waits for the answer's {@code result}. */
  Map<?, ?> call(String method, Map<String, Object> params) throws CommandFailure {
    int id = last.incrementAndGet();
    var answer = new CompletableFuture<Map<?, ?>>();
    waiting.put(id, answer);
    var _ = socket.sendText(Json.write(Map.of("id", id, "method", method, "params", params)), true);
    try {
      var message = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message.get("result") instanceof Map<?, ?> result) {
        return result;
      }
      throw new CommandFailure(method + " is refused: " + message.get("error"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandFailure(method + " is not answered: the process may have ended");
    }
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }

  /** Puts frames together. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        var whole = text.toString();
        text.setLength(0);
        heard(whole);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      onError(from, new IOException("closed"));
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      waiting.values().forEach(answer -> answer.completeExceptionally(failure));
    }
  }

  private void heard(String text) {
    try {
      if (!(JsonReader.read(text) instanceof Map<?, ?> message)) {
        return;
      }
      if (message.get("id") instanceof Long id) {
        var answer = waiting.remove(id.intValue());
        if (answer != null) {
          answer.complete(message);
        }
      } else if (message.get("params") instanceof Map<?, ?> params
          && params.get("chunk") instanceof String chunk) {
        chunks.accept(chunk);
      }
    } catch (IOException e) {
      waiting.values().forEach(answer -> answer.completeExceptionally(e));
    }
  }
}
