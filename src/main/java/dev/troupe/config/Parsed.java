package dev.troupe.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a parser made of a file: maps by name, lists, texts, numbers, flags and nulls.
 *
 * @param root the whole of it; null if the file is empty
 * @param places {@code file:line:column} by path, such as {@code apps[0].name}; empty if not known
 */
record Parsed(@Nullable Object root, Map<String, String> places) {
  Parsed {
    places = Map.copyOf(places);
  }

  /** The path of an element of a list. */
  static String element(String path, int index) {
    return path + "[" + index + "]";
  }

  /** The path of a member of an object. */
  static String member(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
