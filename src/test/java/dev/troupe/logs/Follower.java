package dev.troupe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;

/** One who follows, and takes a line only when the test says so (and one ahead of that). */
final class Follower {
  private final SinkQueueWithCancel<Tail> queue;

  private Follower(SinkQueueWithCancel<Tail> queue) {
    this.queue = queue;
  }

  static Follower of(LiveTail tail, LiveTail.Filter filter, ActorSystem<?> system) {
    return of(tail.subscribe(filter), system);
  }

  static Follower of(Source<Tail, NotUsed> lines, ActorSystem<?> system) {
    return new Follower(
        lines
            .toMat(Sink.<Tail>queue(1), Keep.right())
            .withAttributes(Attributes.inputBuffer(1, 1))
            .run(system));
  }

  Tail next() throws Exception {
    return queue.pull().toCompletableFuture().get(10, TimeUnit.SECONDS).orElseThrow();
  }

  void expects(String... texts) throws Exception {
    for (String text : texts) {
      switch (next()) {
        case Tail.Line(var line, _, _) -> assertThat(line.text()).isEqualTo(text);
        case Tail other -> throw new AssertionError("expected " + text + ", " + other);
      }
    }
  }

  void leaves() {
    queue.cancel();
  }
}
