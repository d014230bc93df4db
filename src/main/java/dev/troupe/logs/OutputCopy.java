package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troupe.model.OutputName;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.javadsl.AsPublisher;
import org.apache.pekko.stream.javadsl.JavaFlowSupport;

/**
 * Shows output line by line to a listener on its way to the files. Unlike a subscriber of {@link
 * LiveTail} the listener misses nothing: output is read only as fast as it takes it, and a child
 * that writes faster waits.
 */
public final class OutputCopy {
  /** One thread for all copies, on which the listener may block. */
  private static final String DISPATCHER = "pekko.actor.foreground-output-dispatcher";

  private final ActorSystem<?> system;
  private final InstantSource clock;
  private final Listener listener;

  /**
   * @param listener called on one thread at a time
   */
  public OutputCopy(ActorSystem<?> system, InstantSource clock, Listener listener) {
    this.system = system;
    this.clock = clock;
    this.listener = listener;
  }

  /** Who is shown the lines. Must not throw. */
  @FunctionalInterface
  public interface Listener {
    /**
     * One line without its end; what a child has written after its last line end comes when the
     * child has ended.
     */
    void line(Instant at, String app, int instance, OutputName output, String text);
  }

  /** The same output, which the listener sees before whoever subscribes. */
  public Flow.Publisher<ByteBuffer> of(
      Flow.Publisher<ByteBuffer> source, String app, int instance, OutputName output) {
    return JavaFlowSupport.Source.<ByteBuffer>fromPublisher(source)
        .statefulMap(
            LineFraming::atLineStart,
            (framing, chunk) -> {
              show(framing, chunk, app, instance, output);
              return Pair.create(framing, chunk);
            },
            framing -> {
              framing.end(lines(app, instance, output));
              return Optional.empty();
            })
        .withAttributes(ActorAttributes.dispatcher(DISPATCHER))
        .runWith(JavaFlowSupport.Sink.asPublisher(AsPublisher.WITHOUT_FANOUT), system);
  }

  /** An empty read parts one child's output from the next one's. */
  private void show(
      LineFraming framing, ByteBuffer chunk, String app, int instance, OutputName output) {
    var lines = lines(app, instance, output);
    if (chunk.hasRemaining()) {
      framing.accept(chunk, lines);
    } else {
      framing.end(lines);
    }
  }

  private LineFraming.Lines lines(String app, int instance, OutputName output) {
    var at = clock.instant();
    return (bytes, offset, length, _) ->
        listener.line(at, app, instance, output, new String(bytes, offset, length, UTF_8));
  }
}
