package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {
  private static final ActorTestKit kit = ActorTestKit.create();
  private static final int BYTES = 160;

  private final OpenStreams open = new OpenStreams();
  private final ArrayDeque<CompletableFuture<ByteString>> ends = new ArrayDeque<>();

  @AfterAll
  static void stopSystem() {
    kit.shutdownTestKit();
  }

  private void begin(int number) {
    for (int i = 0; i < number; i++) {
      var end = new CompletableFuture<ByteString>();
      Source.completionStage(end).via(open.counted()).runWith(Sink.ignore(), kit.system());
      ends.add(end);
    }
  }

  @Test
  void countsStreamsFromTheirBeginningToTheirEnd() {
    begin(OpenStreams.MOST - 1);
    assertThat(open.areTooMany()).isFalse();
    begin(1);
    assertThat(open.areTooMany()).isTrue();

    ends.remove().complete(ByteString.emptyByteString());
    ends.remove().completeExceptionally(new IllegalStateException());

    kit.createTestProbe()
        .awaitAssert(
            Duration.ofSeconds(20),
            () -> assertThat(open.share(BYTES)).isEqualTo(BYTES / ((OpenStreams.MOST - 2) / 16)));
  }

  @Test
  void manyShareWhatFewHaveForThemselves() {
    assertThat(open.share(BYTES)).isEqualTo(BYTES);
    begin(31);
    assertThat(open.share(BYTES)).isEqualTo(BYTES);
    begin(1);
    assertThat(open.share(BYTES)).isEqualTo(BYTES / 2);
  }
}
