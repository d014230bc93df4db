package dev.troupe.pm2;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, texts, numbers, flags and nulls as compact JSON (RFC 8259). */
final class JsonText {
  private final StringBuilder json = new StringBuilder(4096);

  private JsonText() {}

  static String of(Object value) {
    var text = new JsonText();
    text.append(value);
    return text.json.toString();
  }

  private void append(@Nullable Object value) {
    switch (value) {
      case null -> json.append("null");
      case Map<?, ?> map -> append(map);
      case List<?> list -> append(list);
      case String text -> append(text);
      default -> json.append(value);
    }
  }

  private void append(Map<?, ?> map) {
    json.append('{');
    boolean isFirst = true;
    for (var entry : map.entrySet()) {
      if (!isFirst) {
        json.append(',');
      }
      isFirst = false;
      append(String.valueOf(entry.getKey()));
      json.append(':');
      append(entry.getValue());
    }
    json.append('}');
  }

  private void append(List<?> list) {
    json.append('[');
    for (int at = 0; at < list.size(); at++) {
      if (at > 0) {
        json.append(',');
      }
      append(list.get(at));
    }
    json.append(']');
  }

  private void append(String text) {
    json.append('"');
    for (int at = 0; at < text.length(); at++) {
      append(text.charAt(at));
    }
    json.append('"');
  }

  private void append(char c) {
    switch (c) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      default -> {
        if (c < 0x20 || Character.isSurrogate(c)) {
          json.append("\\u").append(hex(c >> 12)).append(hex((c >> 8) & 15));
          json.append(hex((c >> 4) & 15)).append(hex(c & 15));
        } else {
          json.append(c);
        }
      }
    }
  }

  private static char hex(int digit) {
    return "0123456789abcdef".charAt(digit);
  }
}
