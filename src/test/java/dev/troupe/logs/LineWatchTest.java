package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LineWatchTest {
  private static final Pattern READY = Pattern.compile("ready in \\d+ ms$");

  private final LineWatch watch = new LineWatch();
  private final LineWatch.Eye out = watch.eye();
  private final LineWatch.Eye err = watch.eye();

  private static void shows(LineWatch.Eye eye, String text) {
    var chunk = ByteBuffer.wrap(text.getBytes(UTF_8));
    assertThat(eye.see(chunk)).isSameAs(chunk);
    assertThat(chunk.remaining()).isEqualTo(text.getBytes(UTF_8).length);
  }

  @Test
  void findsALineHoweverItWasRead() {
    var seen = watch.await(READY).toCompletableFuture();
    shows(out, "starting\nrea");
    shows(out, "dy in 7");
    assertThat(seen).isNotDone();
    shows(out, " ms\r\nserving\n");
    assertThat(seen).isDone();
  }

  @Test
  void findsItInEitherStream() {
    var seen = watch.await(READY).toCompletableFuture();
    shows(out, "ready in ");
    shows(err, "ready in 7 ms\n");
    assertThat(seen).isDone();
  }

  @Test
  void doesNotMixTheStreams() {
    var seen = watch.await(READY).toCompletableFuture();
    shows(out, "ready in ");
    shows(err, "7 ms\n");
    assertThat(seen).isNotDone();
  }

  @Test
  void seesOnlyWhatComesAfterOneBeganToWait() {
    shows(out, "ready in 7 ms\n");
    var seen = watch.await(READY).toCompletableFuture();
    shows(out, "serving\n");
    assertThat(seen).isNotDone();
  }

  @Test
  void completesOnlyTheLastWait() {
    var first = watch.await(READY).toCompletableFuture();
    var second = watch.await(READY).toCompletableFuture();
    shows(out, "ready in 7 ms\n");
    assertThat(first).isNotDone();
    assertThat(second).isDone();
  }

  @Test
  void canBeForgotten() {
    var seen = watch.await(READY).toCompletableFuture();
    watch.forget();
    shows(out, "ready in 7 ms\n");
    assertThat(seen).isNotDone();
  }
}
