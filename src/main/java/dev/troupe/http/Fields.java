package dev.troupe.http;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.troupe.api.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request's body. Every mistake is noted, so that a client hears of all at once; a
 * field that is asked for is a known one, and what nobody asked for is refused by name.
 */
final class Fields {
  /** Characters of a wrong value that are repeated to the client. */
  private static final int SHOWN = 60;

  private final Map<String, Object> values;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<String> errors = new ArrayList<>();

  private Fields(Map<String, Object> values) {
    this.values = values;
  }

  /** A body that was read. */
  sealed interface Body<T> {
    record Valid<T>(T value) implements Body<T> {}

    record Wrong<T>(List<String> errors) implements Body<T> {
      public Wrong {
        errors = List.copyOf(errors);
      }
    }
  }

  /** Reads a body; an empty one is an empty object. */
  static <T> Body<T> read(String json, Function<Fields, T> reader) {
    Map<String, Object> object;
    try {
      object = json.isBlank() ? Map.of() : Json.readObject(json);
    } catch (IOException e) {
      return new Body.Wrong<>(List.of("body: not a JSON object: " + reason(e)));
    }
    var fields = new Fields(object);
    var value = reader.apply(fields);
    fields.refuseUnknown();
    return fields.errors.isEmpty() ? new Body.Valid<>(value) : new Body.Wrong<>(fields.errors);
  }

  /** All fields as they are, whatever they are called. */
  Map<String, Object> all() {
    known.addAll(values.keySet());
    return Map.copyOf(values);
  }

  String text(String name) {
    if (take(name) instanceof String text) {
      return text;
    }
    wrong(name, "a text");
    return "";
  }

  /** A path from the root; otherwise it would start from wherever the daemon is. */
  String absolutePath(String name) {
    var path = text(name);
    if (!path.isEmpty() && (!path.startsWith("/") || path.contains("\0"))) {
      wrong(name, "an absolute path");
    }
    return path;
  }

  /** The same; null if it is missing. */
  @Nullable String absolutePathIfAny(String name) {
    return values.get(name) == null ? textIfAny(name) : absolutePath(name);
  }

  /** Any values by name, none if it is missing; {@code null} in it becomes the text. */
  Map<String, Object> objectIfAny(String name) {
    return switch (take(name)) {
      case null -> Map.of();
      case Map<?, ?> map -> {
        var object = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> object.put(key.toString(), value == null ? "null" : value));
        yield object;
      }
      default -> {
        wrong(name, "an object");
        yield Map.of();
      }
    };
  }

  /** A text; null if it is missing. */
  @Nullable String textIfAny(String name) {
    return switch (take(name)) {
      case null -> null;
      case String text -> text;
      default -> {
        wrong(name, "a text");
        yield null;
      }
    };
  }

  /** Any JSON value; null if it is missing. */
  @Nullable Object anyIfAny(String name) {
    return take(name);
  }

  /** A text, or a whole number as text. */
  String textOrNumber(String name) {
    return switch (take(name)) {
      case String text -> text;
      case Integer number -> number.toString();
      case null, default -> {
        wrong(name, "a text or a whole number");
        yield "";
      }
    };
  }

  /** A whole number from 1; null if it is missing. */
  @Nullable Integer numberIfAny(String name) {
    return switch (take(name)) {
      case null -> null;
      case Integer number when number > 0 -> number;
      default -> {
        wrong(name, "a whole number from 1");
        yield null;
      }
    };
  }

  /** One of the constants by its name; the usual one if it is missing. */
  <E extends Enum<E>> E choice(String name, E usual) {
    var given = take(name);
    if (given == null) {
      return usual;
    }
    var constants = usual.getDeclaringClass().getEnumConstants();
    var meant = Stream.of(constants).filter(one -> one.name().equals(given)).findFirst();
    if (meant.isEmpty()) {
      wrong(name, "one of " + Stream.of(constants).map(Enum::name).collect(joining(", ")));
    }
    return meant.orElse(usual);
  }

  /** False if it is missing. */
  boolean flag(String name) {
    return switch (take(name)) {
      case null -> false;
      case Boolean flag -> flag;
      default -> {
        wrong(name, "true or false");
        yield false;
      }
    };
  }

  /** Texts by name; none if it is missing. */
  Map<String, String> texts(String name) {
    return switch (take(name)) {
      case null -> Map.of();
      case Map<?, ?> map -> texts(name, map);
      default -> {
        wrong(name, "an object");
        yield Map.of();
      }
    };
  }

  private Map<String, String> texts(String name, Map<?, ?> map) {
    var texts = new LinkedHashMap<String, String>();
    map.forEach(
        (key, value) -> {
          if (value instanceof String text) {
            texts.put(key.toString(), text);
          } else {
            errors.add(name + "." + key + ": must be a text, not " + shown(value));
          }
        });
    return texts;
  }

  /** A list of texts with at least one in it. */
  List<String> words(String name) {
    if (take(name) instanceof List<?> elements
        && !elements.isEmpty()
        && elements.stream().allMatch(String.class::isInstance)) {
      return elements.stream().map(String.class::cast).toList();
    }
    wrong(name, "a list of texts");
    return List.of();
  }

  /** Objects with any fields. */
  List<Map<String, Object>> objects(String name) {
    if (!(take(name) instanceof List<?> elements)) {
      wrong(name, "a list of objects");
      return List.of();
    }
    var objects = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) instanceof Map<?, ?> map) {
        objects.add(byName(map));
      } else {
        errors.add("%s[%d]: must be an object".formatted(name, i));
      }
    }
    return objects;
  }

  private static Map<String, Object> byName(Map<?, ?> map) {
    var named = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> named.put(key.toString(), value));
    return named;
  }

  private @Nullable Object take(String name) {
    known.add(name);
    return values.get(name);
  }

  private void wrong(String name, String wanted) {
    errors.add(
        values.containsKey(name)
            ? name + ": must be " + wanted + ", not " + shown(values.get(name))
            : name + ": is missing, must be " + wanted);
  }

  private static String shown(@Nullable Object value) {
    var json = value == null ? "null" : Json.write(value);
    return json.length() <= SHOWN ? json : json.substring(0, SHOWN) + "...";
  }

  private void refuseUnknown() {
    for (var name : values.keySet()) {
      if (!known.contains(name)) {
        errors.add(name + ": unknown field, known are " + String.join(", ", known));
      }
    }
  }

  /** Jackson's reason without its description of the source. */
  private static String reason(IOException e) {
    if (!(e instanceof JsonProcessingException problem)) {
      return String.valueOf(e.getMessage());
    }
    var at = problem.getLocation();
    return at == null
        ? problem.getOriginalMessage()
        : "line %d, column %d: %s"
            .formatted(at.getLineNr(), at.getColumnNr(), problem.getOriginalMessage());
  }
}
