package dev.troupe.cli;

import dev.troupe.model.ExitStatus;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records of the wire contract out of JSON; the other end is {@link dev.troupe.api.Json}.
 */
final class RecordReader {
  private RecordReader() {}

  /**
   * Reads one record. Fields that it does not know are skipped: a newer daemon may send more.
   *
   * @throws IOException if the text is no JSON or does not fit the type
   */
  static <T> T read(Class<T> type, String json) throws IOException {
    try {
      var value = value(type, JsonReader.read(json));
      if (value == null) {
        throw new IOException("null in place of " + type.getSimpleName());
      }
      return type.cast(value);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IOException("not a " + type.getSimpleName() + ": " + e, e);
    }
  }

  private static @Nullable Object value(Type type, @Nullable Object json)
      throws ReflectiveOperationException {
    return switch (json) {
      case null -> null;
      case Map<?, ?> map -> ofMap(type, map);
      case List<?> list -> ofList(type, list);
      case String text -> ofText(type, text);
      case Number number -> ofNumber(type, number);
      default -> json;
    };
  }

  private static Object ofMap(Type type, Map<?, ?> map) throws ReflectiveOperationException {
    if (type == ExitStatus.class) {
      return exitStatus(map);
    }
    if (type instanceof Class<?> record && record.isRecord()) {
      return record(record, map);
    }
    var values = new LinkedHashMap<String, @Nullable Object>();
    for (var entry : map.entrySet()) {
      values.put(String.valueOf(entry.getKey()), value(argument(type, 1), entry.getValue()));
    }
    return values;
  }

  private static ExitStatus exitStatus(Map<?, ?> map) {
    if (map.get("code") instanceof Number code) {
      return new ExitStatus.Exited(code.intValue());
    }
    return map.get("signal") instanceof Number signal
        ? new ExitStatus.Signaled(signal.intValue(), Boolean.TRUE.equals(map.get("outOfMemory")))
        : new ExitStatus.Unknown();
  }

  private static Object record(Class<?> type, Map<?, ?> map) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new @Nullable Object[components.length];
    for (int at = 0; at < components.length; at++) {
      types[at] = components[at].getType();
      values[at] = value(components[at].getGenericType(), map.get(components[at].getName()));
    }
    var constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private static Object ofList(Type type, List<?> list) throws ReflectiveOperationException {
    var values = new ArrayList<@Nullable Object>(list.size());
    for (var element : list) {
      values.add(value(argument(type, 0), element));
    }
    return values;
  }

  private static Type argument(Type type, int index) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[index]
        : Object.class;
  }

  private static Object ofText(Type type, String text) {
    if (type == Instant.class) {
      return IsoInstant.parse(text);
    }
    if (type == Duration.class) {
      return Duration.parse(text);
    }
    return type instanceof Class<?> constants && constants.isEnum()
        ? constant(constants, text)
        : text;
  }

  private static Object constant(Class<?> type, String name) {
    for (var constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(name + " is no " + type.getSimpleName());
  }

  private static Number ofNumber(Type type, Number number) {
    if (type == int.class || type == Integer.class) {
      return number.intValue();
    }
    return type == double.class || type == Double.class ? (Number) number.doubleValue() : number;
  }
}
