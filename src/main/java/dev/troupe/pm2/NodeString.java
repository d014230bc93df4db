package dev.troupe.pm2;

/** Strings and keys as Node's {@code util.inspect} writes them. */
final class NodeString {
  private static final int BREAK_LENGTH = 80;
  private static final int SHORTEST_BROKEN = 16;

  private NodeString() {}

  /** Bare if it is an identifier, else quoted. */
  static String key(String name) {
    return isIdentifier(name) ? name : quoted(name);
  }

  private static boolean isIdentifier(String name) {
    if (name.isEmpty() || isDigit(name.charAt(0))) {
      return false;
    }
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      if (!(isDigit(c) || c == '_' || isBetween(c, 'a', 'z') || isBetween(c, 'A', 'Z'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return isBetween(c, '0', '9');
  }

  private static boolean isBetween(char c, char first, char last) {
    return c >= first && c <= last;
  }

  /** Quoted; a text of several lines that is too long for one is written as a sum of them. */
  static String broken(String text, int indentation) {
    boolean isShort =
        text.length() <= SHORTEST_BROKEN || text.length() <= BREAK_LENGTH - indentation - 4;
    if (isShort || text.indexOf('\n') < 0) {
      return quoted(text);
    }
    var sum = new StringBuilder();
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end + 1;
      if (from > 0) {
        sum.append(" +\n").append(" ".repeat(indentation + 2));
      }
      sum.append(quoted(text.substring(from, to)));
      from = to;
    }
    return sum.toString();
  }

  /** In single quotes, or in those that spare an escape. */
  static String quoted(String text) {
    char quote = quoteFor(text);
    var quoted = new StringBuilder(text.length() + 2).append(quote);
    for (int at = 0; at < text.length(); at++) {
      append(quoted, text, at, quote);
    }
    return quoted.append(quote).toString();
  }

  private static char quoteFor(String text) {
    if (text.indexOf('\'') < 0) {
      return '\'';
    }
    if (text.indexOf('"') < 0) {
      return '"';
    }
    return text.indexOf('`') < 0 && !text.contains("${") ? '`' : '\'';
  }

  private static void append(StringBuilder quoted, String text, int at, char quote) {
    char c = text.charAt(at);
    switch (c) {
      case '\b' -> quoted.append("\\b");
      case '\t' -> quoted.append("\\t");
      case '\n' -> quoted.append("\\n");
      case '\f' -> quoted.append("\\f");
      case '\r' -> quoted.append("\\r");
      case '\\' -> quoted.append("\\\\");
      case '\'' -> quoted.append(quote == '\'' ? "\\'" : "'");
      default -> {
        if (Character.isISOControl(c)) {
          quoted.append("\\x").append(hex(c >> 4)).append(hex(c & 15));
        } else if (isLoneSurrogate(text, at)) {
          quoted.append("\\u").append(hex(c >> 12)).append(hex((c >> 8) & 15));
          quoted.append(hex((c >> 4) & 15)).append(hex(c & 15));
        } else {
          quoted.append(c);
        }
      }
    }
  }

  private static boolean isLoneSurrogate(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  private static char hex(int digit) {
    return "0123456789ABCDEF".charAt(digit);
  }
}
