package dev.troupe.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads monitoring messages, and keeps no more of them than anybody can look at. */
final class TelemetryReader {
  /** Characters of a text that are kept; a stack has more. */
  static final int LONGEST_TEXT = 256;

  static final int LONGEST_STACK = 8 * 1024;

  /** Fields of an object or elements of a list that are kept. */
  static final int MOST_FIELDS = 200;

  /** Objects within objects. */
  private static final int DEEPEST = 3;

  private static final String MESSAGE_WITHOUT_TEXT = "an exception without a message";

  private TelemetryReader() {}

  /**
   * What a message with this type means; empty if it is none of PM2's.
   *
   * @param data of the message
   */
  static Optional<Telemetry> read(String type, @Nullable Object data) {
    if (!(data instanceof Map<?, ?> fields)) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (type) {
          case "axm:monitor" -> new Telemetry.Metrics(object(fields, DEEPEST - 1));
          case "axm:action" -> action(fields);
          case "axm:reply" ->
              fields.get("action_name") instanceof String name
                  ? new Telemetry.ActionDone(name, fields.get("return"))
                  : null;
          case "axm:option:configuration" -> new Telemetry.Options(object(fields, 0));
          case "process:exception" -> failure(fields);
          case "human:event" -> note(fields);
          default -> null;
        });
  }

  private static Telemetry.@Nullable ActionOffered action(Map<?, ?> fields) {
    return fields.get("action_name") instanceof String name && name.length() <= LONGEST_TEXT
        ? new Telemetry.ActionOffered(name, object(fields, 0))
        : null;
  }

  private static Telemetry.Failure failure(Map<?, ?> fields) {
    var message = fields.get("message") instanceof String text ? text : MESSAGE_WITHOUT_TEXT;
    var stack = fields.get("stack") instanceof String text ? cut(text, LONGEST_STACK) : null;
    return new Telemetry.Failure(cut(message, LONGEST_TEXT), stack);
  }

  private static Telemetry.Note note(Map<?, ?> fields) {
    var name = fields.get("__name") instanceof String text ? text : "event";
    var data = object(fields, 0);
    data.remove("__name");
    return new Telemetry.Note(cut(name, LONGEST_TEXT), data);
  }

  private static Map<String, Object> object(Map<?, ?> fields, int depth) {
    var kept = new LinkedHashMap<String, Object>();
    for (var field : fields.entrySet()) {
      var value = kept.size() < MOST_FIELDS ? value(field.getValue(), depth) : null;
      if (value != null) {
        kept.put(cut(String.valueOf(field.getKey()), LONGEST_TEXT), value);
      }
    }
    return kept;
  }

  private static List<Object> list(List<?> elements, int depth) {
    var kept = new ArrayList<Object>();
    for (var element : elements) {
      var value = kept.size() < MOST_FIELDS ? value(element, depth) : null;
      if (value != null) {
        kept.add(value);
      }
    }
    return kept;
  }

  /** Null for JSON's null, and for what lies too deep. */
  private static @Nullable Object value(@Nullable Object value, int depth) {
    return switch (value) {
      case null -> null;
      case String text -> cut(text, LONGEST_TEXT);
      case Map<?, ?> map -> depth < DEEPEST ? object(map, depth + 1) : null;
      case List<?> list -> depth < DEEPEST ? list(list, depth + 1) : null;
      case Boolean flag -> flag;
      case Integer number -> number;
      case Long number -> number;
      case Number number -> number.doubleValue();
      default -> null;
    };
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
