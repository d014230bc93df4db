package dev.troupe.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.jr.ob.JSON;
import com.fasterxml.jackson.jr.ob.JacksonJrExtension;
import com.fasterxml.jackson.jr.ob.api.ExtensionContext;
import com.fasterxml.jackson.jr.ob.api.ReaderWriterProvider;
import com.fasterxml.jackson.jr.ob.api.ValueReader;
import com.fasterxml.jackson.jr.ob.api.ValueWriter;
import com.fasterxml.jackson.jr.ob.impl.JSONReader;
import com.fasterxml.jackson.jr.ob.impl.JSONWriter;
import dev.troupe.model.ExitStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records to JSON and back, the same on both ends of the wire: instants and durations in ISO-8601,
 * an exit status as {@code {"code":7}}, {@code {"signal":9}} or {@code {}}.
 */
public final class Json {
  private static final JSON JR =
      JSON.builder()
          .enable(JSON.Feature.WRITE_NULL_PROPERTIES)
          .enable(JSON.Feature.WRITE_RECORD_FIELDS_IN_DECLARATION_ORDER)
          .register(
              new JacksonJrExtension() {
                @Override
                protected void register(ExtensionContext context) {
                  context.appendProvider(new Values());
                }
              })
          .build();

  private Json() {}

  public static String write(Object value) {
    try {
      return JR.asString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads one object.
   *
   * @throws IOException if the text is no JSON or does not fit the type
   */
  public static <T> T read(Class<T> type, String json) throws IOException {
    return JR.beanFrom(type, json);
  }

  /**
   * Reads one object whose fields are not known beforehand: texts, numbers, booleans, nulls, lists
   * and maps.
   *
   * @throws IOException if the text is not one JSON object, or has a field twice
   */
  public static Map<String, Object> readObject(String json) throws IOException {
    try (var parser = JR.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "expected {");
      }
      var object = JR.mapFrom(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "expected the end after }");
      }
      return object;
    }
  }

  private static final class Values extends ReaderWriterProvider {
    @Override
    public @Nullable ValueReader findValueReader(JSONReader context, Class<?> type) {
      if (type == Instant.class) {
        return new FromText<>(Instant.class, Instant::parse);
      }
      if (type == Duration.class) {
        return new FromText<>(Duration.class, Duration::parse);
      }
      if (type == ExitStatus.class) {
        return new ExitStatusReader();
      }
      return null;
    }

    @Override
    public @Nullable ValueWriter findValueWriter(JSONWriter context, Class<?> type) {
      if (type == Instant.class || type == Duration.class) {
        return new AsText(type);
      }
      return null;
    }
  }

  private static final class FromText<T> extends ValueReader {
    private final Function<String, T> parse;

    FromText(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public Object read(JSONReader reader, JsonParser parser) throws IOException {
      return parse.apply(parser.getText());
    }

    @Override
    public @Nullable Object readNext(JSONReader reader, JsonParser parser) throws IOException {
      return parser.nextToken() == JsonToken.VALUE_NULL ? null : read(reader, parser);
    }
  }

  private static final class ExitStatusReader extends ValueReader {
    ExitStatusReader() {
      super(ExitStatus.class);
    }

    @Override
    public Object read(JSONReader reader, JsonParser parser) throws IOException {
      var fields = reader.readMap();
      if (fields.get("code") instanceof Number code) {
        return new ExitStatus.Exited(code.intValue());
      }
      if (fields.get("signal") instanceof Number signal) {
        return new ExitStatus.Signaled(
            signal.intValue(), Boolean.TRUE.equals(fields.get("outOfMemory")));
      }
      return new ExitStatus.Unknown();
    }

    @Override
    public @Nullable Object readNext(JSONReader reader, JsonParser parser) throws IOException {
      return parser.nextToken() == JsonToken.VALUE_NULL ? null : read(reader, parser);
    }
  }

  private record AsText(Class<?> valueType) implements ValueWriter {
    @Override
    public void writeValue(JSONWriter context, JsonGenerator generator, Object value)
        throws IOException {
      context.writeValue(value.toString());
    }
  }
}
