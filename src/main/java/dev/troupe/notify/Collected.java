package dev.troupe.notify;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads all that a command prints, and keeps the beginning. Thread-safe. */
final class Collected implements Flow.Subscriber<ByteBuffer> {
  /** Bytes that are kept. */
  static final int MOST = 8 * 1024;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CompletableFuture<List<String>> lines = new CompletableFuture<>();
  private boolean isMore;
  private Flow.@Nullable Subscription subscription;

  /** Complete when the command can print no more; never fails. */
  CompletionStage<List<String>> lines() {
    return lines;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public synchronized void onNext(ByteBuffer chunk) {
    int taken = Math.min(chunk.remaining(), MOST - kept.size());
    isMore |= taken < chunk.remaining();
    var bytes = new byte[taken];
    chunk.get(bytes);
    kept.writeBytes(bytes);
    if (subscription != null) {
      subscription.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    onComplete();
  }

  @Override
  public synchronized void onComplete() {
    var all = kept.toString(StandardCharsets.UTF_8).lines().toList();
    lines.complete(isMore ? with(all, "... (it printed more)") : all);
  }

  private static List<String> with(List<String> lines, String last) {
    return Stream.concat(lines.stream(), Stream.of(last)).toList();
  }
}
