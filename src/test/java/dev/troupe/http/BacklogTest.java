package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BacklogTest {
  private static final int FRAME = 1024;
  private final ActorSystem<Void> system = Endpoint.system();

  @AfterEach
  void stop() {
    system.terminate();
    Endpoint.await(system.getWhenTerminated());
  }

  private String allOf(int frames) {
    SinkQueueWithCancel<ByteString> slow =
        Source.range(1, frames)
            .map(_ -> ByteString.fromString("x".repeat(FRAME)))
            .via(Backlog.bounded(new OpenStreams()))
            .runWith(Sink.<ByteString>queue().withAttributes(Attributes.inputBuffer(1, 1)), system);
    var text = new StringBuilder();
    for (var part = Endpoint.await(slow.pull());
        part.isPresent();
        part = Endpoint.await(slow.pull())) {
      text.append(part.get().utf8String());
    }
    return text.toString();
  }

  @Test
  void whatFitsIsKept() {
    assertThat(allOf(100)).hasSize(100 * FRAME);
  }

  @Test
  void whatIsDroppedIsCounted() {
    var text = allOf(10_000);
    long delivered = text.chars().filter(c -> c == 'x').count() / FRAME;
    var missed =
        Pattern.compile("\"count\":(\\d+)")
            .matcher(text)
            .results()
            .mapToLong(found -> Long.parseLong(found.group(1)))
            .sum();
    assertThat(missed).isPositive();
    assertThat(delivered + missed).isEqualTo(10_000);
  }
}
