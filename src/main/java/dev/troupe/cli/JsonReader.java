package dev.troupe.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) as maps, lists, texts, longs, doubles, flags and nulls.
 *
 * <p>Jackson is on the class path, but its parser loads {@code BigDecimal}, which on JDK 25
 * computes large tables: 30 ms, a third of what a whole command may take.
 */
final class JsonReader {
  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  static @Nullable Object read(String text) throws IOException {
    var reader = new JsonReader(text);
    var value = reader.value();
    reader.skipBlanks();
    if (reader.at < text.length()) {
      throw reader.unexpected();
    }
    return value;
  }

  private @Nullable Object value() throws IOException {
    skipBlanks();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object() throws IOException {
    var map = new LinkedHashMap<String, @Nullable Object>();
    at++;
    skipBlanks();
    if (peek() == '}') {
      at++;
      return map;
    }
    do {
      skipBlanks();
      var key = string();
      skipBlanks();
      expect(':');
      map.put(key, value());
    } while (hasNext('}'));
    return map;
  }

  private List<@Nullable Object> array() throws IOException {
    var list = new ArrayList<@Nullable Object>();
    at++;
    skipBlanks();
    if (peek() == ']') {
      at++;
      return list;
    }
    do {
      list.add(value());
    } while (hasNext(']'));
    return list;
  }

  private boolean hasNext(char close) throws IOException {
    skipBlanks();
    if (peek() == ',') {
      at++;
      return true;
    }
    expect(close);
    return false;
  }

  private String string() throws IOException {
    expect('"');
    int from = at;
    while (peek() != '"' && peek() != '\\') {
      at++;
    }
    if (peek() == '"') {
      return text.substring(from, at++);
    }
    var unescaped = new StringBuilder(text.substring(from, at));
    while (peek() != '"') {
      unescaped.append(peek() == '\\' ? escaped() : text.charAt(at++));
    }
    at++;
    return unescaped.toString();
  }

  private char escaped() throws IOException {
    at++;
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw unexpected();
    };
  }

  private char unicode() throws IOException {
    at += 4;
    if (at > text.length()) {
      throw unexpected();
    }
    try {
      return (char) Integer.parseInt(text, at - 4, at, 16);
    } catch (NumberFormatException e) {
      throw unexpected();
    }
  }

  private @Nullable Object word(String word, @Nullable Object meaning) throws IOException {
    if (!text.startsWith(word, at)) {
      throw unexpected();
    }
    at += word.length();
    return meaning;
  }

  private Object number() throws IOException {
    int from = at;
    boolean isWhole = true;
    while (at < text.length() && "+-0123456789.eE".indexOf(text.charAt(at)) >= 0) {
      isWhole &= ".eE".indexOf(text.charAt(at)) < 0;
      at++;
    }
    var digits = text.substring(from, at);
    try {
      if (isWhole) {
        return Long.valueOf(digits);
      }
      return Double.valueOf(digits);
    } catch (NumberFormatException e) {
      throw unexpected();
    }
  }

  private void skipBlanks() {
    while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(char c) throws IOException {
    if (peek() != c) {
      throw unexpected();
    }
    at++;
  }

  private char peek() throws IOException {
    if (at >= text.length()) {
      throw unexpected();
    }
    return text.charAt(at);
  }

  private IOException unexpected() {
    return new IOException("not JSON at character " + at);
  }
}
