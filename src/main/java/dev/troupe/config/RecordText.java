package dev.troupe.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON text and back, whatever they consist of: what one version of the daemon writes, a
 * later one reads.
 *
 * <p>A record is an object of its components. If it is one of several alternatives, the field
 * {@value #TYPE} has its simple name. Durations and instants are texts in ISO 8601; what is null is
 * left out. Components may be records, sealed interfaces of records, enums, strings, numbers,
 * booleans, durations, instants, any JSON values ({@code Object}), and lists, sets, optionals and
 * string-keyed maps of them.
 *
 * <p>Fields that no component has are passed over. For a component that has no field {@link
 * RecordShape#missing} says what it is.
 */
public final class RecordText {
  /** Tells alternatives apart; no component may have this name. */
  static final String TYPE = "type";

  private static final JsonFactory FACTORY = new JsonFactory();

  private RecordText() {}

  public static String write(Record record) {
    var text = new StringWriter();
    try (var generator = FACTORY.createGenerator(text)) {
      write(generator, record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Reads one record.
   *
   * @throws IOException if the text is no JSON or does not fit the type; its message says where
   */
  public static <T extends Record> T read(Class<T> type, String text) throws IOException {
    return type.cast(RecordReading.value(type, JSON.std.anyFrom(text), ""));
  }

  private static void write(JsonGenerator to, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> to.writeNull();
      case Record record -> writeRecord(to, record);
      case Map<?, ?> map -> writeMap(to, map);
      case Collection<?> elements -> writeElements(to, elements);
      case Optional<?> optional -> write(to, optional.orElse(null));
      case Boolean flag -> to.writeBoolean(flag);
      case Integer number -> to.writeNumber(number);
      case Long number -> to.writeNumber(number);
      case Double number -> to.writeNumber(number);
      case Enum<?> constant -> to.writeString(constant.name());
      case Duration duration -> to.writeString(duration.toString());
      case Instant instant -> to.writeString(instant.toString());
      case String text -> to.writeString(text);
      default -> throw new IllegalArgumentException("cannot write a " + value.getClass());
    }
  }

  private static void writeRecord(JsonGenerator to, Record record) throws IOException {
    var shape = RecordShape.of(record.getClass());
    to.writeStartObject();
    if (shape.isAlternative()) {
      to.writeStringField(TYPE, record.getClass().getSimpleName());
    }
    for (var component : shape.components()) {
      var value = component.of(record);
      if (value != null) {
        to.writeFieldName(component.name());
        write(to, value);
      }
    }
    to.writeEndObject();
  }

  private static void writeMap(JsonGenerator to, Map<?, ?> map) throws IOException {
    to.writeStartObject();
    for (var entry : map.entrySet()) {
      to.writeFieldName((String) entry.getKey());
      write(to, entry.getValue());
    }
    to.writeEndObject();
  }

  private static void writeElements(JsonGenerator to, Collection<?> elements) throws IOException {
    to.writeStartArray();
    for (var element : elements) {
      write(to, element);
    }
    to.writeEndArray();
  }
}
