package dev.troupe.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be said about an app.
 *
 * @param name as PM2's process files have it
 * @param aliases other names of the same thing
 * @param type what values it takes
 * @param ignored why nothing acts upon it and what does so instead; null if something does
 * @param about what it is for, in a few words
 */
record Field<T>(
    String name, List<String> aliases, FieldType<T> type, @Nullable String ignored, String about) {

  /** A field that something acts upon. */
  static <T> Field<T> of(String name, FieldType<T> type, String about, String... aliases) {
    return new Field<>(name, List.of(aliases), type, null, about);
  }

  /** Its name, then its aliases. */
  Stream<String> names() {
    return Stream.concat(Stream.of(name), aliases.stream());
  }

  /** {@code maxRestarts}, {@code max-restarts} and {@code max_restarts} are one name. */
  static String canonical(String key) {
    return key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").replace('-', '_').toLowerCase(Locale.ROOT);
  }
}
