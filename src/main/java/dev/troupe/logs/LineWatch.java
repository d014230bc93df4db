package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a line in one instance's output, and costs next to nothing while nobody waits.
 * Thread-safe.
 */
public final class LineWatch {
  private record Wait(Pattern pattern, CompletableFuture<Done> seen) {}

  private volatile @Nullable Wait present;

  /**
   * Completes with the first line from now on, of either stream, in which the pattern is found, on
   * a thread that must not be held up. Takes the place of an earlier wait, which never completes
   * then.
   */
  public CompletionStage<Done> await(Pattern pattern) {
    var wait = new Wait(pattern, new CompletableFuture<>());
    present = wait;
    return wait.seen();
  }

  /** Nobody waits any longer. */
  public void forget() {
    present = null;
  }

  /** Looks at one of the two streams, for whoever carries it. */
  public Eye eye() {
    return new Eye();
  }

  /** Sees one stream. Not thread-safe. */
  public final class Eye {
    private @Nullable Wait wait;
    private LineFraming lines = LineFraming.atLineStart();

    private Eye() {}

    /** Sees what was read and hands it back unchanged. */
    public ByteBuffer see(ByteBuffer chunk) {
      var now = present;
      if (!Objects.equals(now, wait)) {
        wait = now;
        lines = LineFraming.atLineStart();
      }
      if (now != null) {
        lines.accept(
            chunk,
            (bytes, offset, length, _) -> see(now, new String(bytes, offset, length, UTF_8)));
      }
      return chunk;
    }

    private void see(Wait waiting, String line) {
      if (!waiting.seen().isDone() && waiting.pattern().matcher(line).find()) {
        waiting.seen().complete(Done.getInstance());
        forget();
      }
    }
  }
}
