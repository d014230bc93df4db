package dev.troupe.config;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes of JSON's values what a record's component wants. */
final class RecordReading {
  private RecordReading() {}

  /**
   * A value of this type.
   *
   * @param path where the text has it
   */
  static Object value(Type type, @Nullable Object json, String path) throws IOException {
    var raw = RecordShape.raw(type);
    if (json == null) {
      throw unfit(raw, "null", path);
    }
    if (raw == Object.class) {
      return json;
    }
    if (raw == List.class) {
      return List.copyOf(elements(argument(type, 0), json, path));
    }
    if (raw == Set.class) {
      return Set.copyOf(new LinkedHashSet<>(elements(argument(type, 0), json, path)));
    }
    if (raw == Map.class) {
      return Map.copyOf(entries(argument(type, 1), json, path));
    }
    if (raw == Optional.class) {
      return Optional.of(value(argument(type, 0), json, path));
    }
    return raw.isRecord() || raw.isSealed() ? record(raw, json, path) : plain(raw, json, path);
  }

  private static Type argument(Type type, int number) {
    return ((ParameterizedType) type).getActualTypeArguments()[number];
  }

  private static List<Object> elements(Type type, Object json, String path) throws IOException {
    if (!(json instanceof List<?> list)) {
      throw unfit(List.class, json, path);
    }
    var elements = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      elements.add(value(type, list.get(i), "%s[%d]".formatted(path, i)));
    }
    return elements;
  }

  private static Map<String, Object> entries(Type type, Object json, String path)
      throws IOException {
    var entries = new LinkedHashMap<String, Object>();
    for (var entry : object(Map.class, json, path).entrySet()) {
      entries.put(entry.getKey(), value(type, entry.getValue(), path + "." + entry.getKey()));
    }
    return entries;
  }

  private static Object record(Class<?> type, Object json, String path) throws IOException {
    var fields = object(type, json, path);
    var shape = RecordShape.of(type.isRecord() ? type : alternative(type, fields, path));
    var values = new @Nullable Object[shape.components().size()];
    for (int i = 0; i < values.length; i++) {
      var component = shape.components().get(i);
      var inner = path.isEmpty() ? component.name() : path + "." + component.name();
      var field = fields.get(component.name());
      values[i] =
          field == null
              ? RecordShape.missing(component, inner)
              : value(component.type(), field, inner);
    }
    return shape.make(values, path);
  }

  private static Class<?> alternative(Class<?> type, Map<String, ?> fields, String path)
      throws IOException {
    var name = String.valueOf(fields.get(RecordText.TYPE));
    return alternatives(type)
        .filter(one -> one.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow(() -> unfit(type, name, path));
  }

  private static Stream<Class<?>> alternatives(Class<?> type) {
    return Stream.of(type.getPermittedSubclasses())
        .flatMap(one -> one.isSealed() ? alternatives(one) : Stream.<Class<?>>of(one));
  }

  @SuppressWarnings("unchecked") // an object of JSON's has texts for keys
  private static Map<String, Object> object(Class<?> type, Object json, String path)
      throws IOException {
    if (json instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw unfit(type, json, path);
  }

  private static Object plain(Class<?> type, Object json, String path) throws IOException {
    if (!(json instanceof String text)) {
      return number(type, json, path);
    }
    try {
      if (type == String.class) {
        return text;
      }
      if (type == Duration.class) {
        return Duration.parse(text);
      }
      if (type == Instant.class) {
        return Instant.parse(text);
      }
    } catch (DateTimeException e) {
      throw unfit(type, json, path);
    }
    return constant(type, text, path);
  }

  private static Object constant(Class<?> type, String text, String path) throws IOException {
    if (type.isEnum()) {
      for (var constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(text)) {
          return constant;
        }
      }
    }
    throw unfit(type, text, path);
  }

  /** A number or boolean, boxed or not. */
  static Object number(Class<?> type, Object json, String path) throws IOException {
    if (json instanceof Boolean && (type == boolean.class || type == Boolean.class)) {
      return json;
    }
    if (json instanceof Number number) {
      if (type == int.class || type == Integer.class) {
        return number.intValue();
      }
      if (type == long.class || type == Long.class) {
        return number.longValue();
      }
      if (type == double.class || type == Double.class) {
        return number.doubleValue();
      }
    }
    throw unfit(type, json, path);
  }

  private static IOException unfit(Class<?> type, Object json, String path) {
    return new IOException(at(path) + "is no " + type.getSimpleName() + ": " + json);
  }

  static String at(String path) {
    return path.isEmpty() ? "it " : path + " ";
  }
}
