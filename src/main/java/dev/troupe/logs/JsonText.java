package dev.troupe.logs;

/** Text as JSON has it. */
final class JsonText {
  private JsonText() {}

  static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  /** What goes between the quotes. */
  static String escaped(String text) {
    var json = new StringBuilder(text.length() + 16);
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        escape(json.append(text, done, i), c);
        done = i + 1;
      }
    }
    return json.append(text, done, text.length()).toString();
  }

  /** Whether the bytes are ASCII that stands for itself: nothing to escape, nothing to replace. */
  static boolean isPlain(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      byte b = bytes[i];
      if (b < ' ' || b == '"' || b == '\\') {
        return false;
      }
    }
    return true;
  }

  private static void escape(StringBuilder json, char c) {
    switch (c) {
      case '"', '\\' -> json.append('\\').append(c);
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      default -> json.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
    }
  }
}
