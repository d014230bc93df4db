package dev.troupe.node;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON on one line, as Node's channel carries it. */
final class Lines {
  private static final JSON JR =
      JSON.builder()
          .enable(JSON.Feature.WRITE_NULL_PROPERTIES)
          .disable(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS)
          .build();

  /** A JSON value; null is JSON's null. */
  record Value(@Nullable Object value) {}

  private Lines() {}

  /**
   * Texts, numbers, booleans, nulls, lists and maps; of a field that is there twice the last, as in
   * JavaScript.
   *
   * @return empty if this is not one JSON value
   */
  static Optional<Value> read(String line) {
    try (var parser = JR.createParser(line)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      var value = JR.anyFrom(parser);
      return parser.nextToken() == null ? Optional.of(new Value(value)) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Without line breaks. */
  static String write(@Nullable Object value) {
    try {
      return value == null ? "null" : JR.asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
