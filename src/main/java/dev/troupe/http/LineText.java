package dev.troupe.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.troupe.api.Json;
import dev.troupe.logs.Tail;
import dev.troupe.model.LogLine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/** Lines of output as JSON; what an app prints as a JSON object keeps its fields. */
final class LineText {
  /** The media type of an object on each line. */
  static final String NDJSON = "application/x-ndjson";

  private static final JsonFactory JSON = new JsonFactory();

  private LineText() {}

  /** An object on each line, without server-sent events. */
  static Iterable<ByteString> of(Tail tail) {
    return switch (tail) {
      case Tail.Line(var line, _, _) -> List.of(ended(json(line, line.text())));
      case Tail.Missed(long lines, _) -> List.of(ended(Json.write(Map.of("missed", lines))));
      case Tail.Past past ->
          past.file().lines().stream()
              .map(
                  line ->
                      new LogLine(
                          line.at(), past.app(), past.instance(), past.output(), line.text()))
              .map(line -> ended(json(line, line.text())))
              .toList();
    };
  }

  /** Tells in silence that the connection still is there, by empty lines. */
  static Flow<ByteString, ByteString, NotUsed> keptAlive() {
    return Flow.of(ByteString.class)
        .keepAlive(Frames.KEEP_ALIVE, () -> ByteString.fromString("\n"));
  }

  private static ByteString ended(String json) {
    return ByteString.fromString(json + "\n");
  }

  /** A line; if its text is a JSON object, that is its {@code fields} too. */
  static String json(Object line, String text) {
    var json = Json.write(line);
    return isObject(text)
        ? json.substring(0, json.length() - 1) + ",\"fields\":" + text + "}"
        : json;
  }

  private static boolean isObject(String text) {
    if (!text.startsWith("{")) {
      return false;
    }
    try (var parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
