package dev.troupe.http;

import dev.troupe.api.Json;
import dev.troupe.logs.Tail;
import dev.troupe.model.LogLine;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Server-sent events as text. */
final class Frames {
  /** Proxies and browsers give up on a connection that is silent for 30 seconds and more. */
  static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  /** Makes the response's head go out at once, and has a browser reconnect after 3 seconds. */
  private static final ByteString OPENING = ByteString.fromString("retry: 3000\n\n");

  /** Of a chunked response. */
  private static final int CHUNK = 32 * 1024;

  /**
   * Of lines that go out together: each stream holds two of them while its client reads nothing.
   */
  private static final int JOINED = 8 * 1024;

  private static final ByteString COMMENT = ByteString.fromString(": keep-alive\n\n");

  private Frames() {}

  static ByteString frame(String event, Object data) {
    return ByteString.fromString("event: " + event + "\ndata: " + Json.write(data) + "\n\n");
  }

  static ByteString frame(long id, String event, Object data) {
    return ByteString.fromString("id: " + id + "\n").concat(frame(event, data));
  }

  /**
   * A line; who has it goes on after it by its id. One from a file has none.
   *
   * @param shown what is told of it
   */
  static ByteString line(LogLine line, String run, Object shown) {
    var json = LineText.json(shown, line.text());
    var frame = ByteString.fromString("event: line\ndata: " + json + "\n\n");
    return line.position() == 0
        ? frame
        : ByteString.fromString("id: " + ResumePoint.of(run, line).text() + "\n").concat(frame);
  }

  /**
   * The end of a log file as one event, {@code {"path":..,"lines":[..]}}. It may be some MiB long,
   * so it is written line by line, as fast as the client reads.
   */
  static Source<ByteString, NotUsed> file(Tail.Past past) {
    return Source.from(past.file().lines())
        .map(line -> ByteString.fromString(Json.write(line.text())))
        .intersperse(
            ByteString.fromString("event: file\ndata: {" + head(past) + ",\"lines\":["),
            ByteString.fromString(","),
            ByteString.fromString("]}\n\n"))
        .groupedWeighted(CHUNK, part -> (long) part.length())
        .map(parts -> parts.stream().reduce(ByteString.emptyByteString(), ByteString::concat));
  }

  private static String head(Tail.Past past) {
    return "\"path\":%s,\"app\":%s,\"instance\":%d,\"output\":\"%s\",\"leftOut\":%d"
        .formatted(
            Json.write(past.file().file().toString()),
            Json.write(past.app()),
            past.instance(),
            past.output(),
            past.file().leftOut());
  }

  /** So many events were dropped here. */
  static ByteString missed(long count) {
    return frame("missed", Map.of("count", count));
  }

  /** Many small parts as one, where they come faster than the client takes them. */
  static Flow<ByteString, ByteString, NotUsed> joined() {
    return Flow.of(ByteString.class)
        .batchWeighted(JOINED, part -> (long) part.length(), first -> first, ByteString::concat)
        .map(ByteString::compact);
  }

  /** Opens a stream and keeps it alive. */
  static Source<ByteString, NotUsed> stream(Source<ByteString, NotUsed> frames) {
    return Source.single(OPENING).concat(frames).via(keptAlive(KEEP_ALIVE));
  }

  static Flow<ByteString, ByteString, NotUsed> keptAlive(Duration silence) {
    return Flow.of(ByteString.class).keepAlive(silence, () -> COMMENT);
  }

  /** {@code RestartScheduled} to {@code restart-scheduled}. */
  static String kebabCase(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
