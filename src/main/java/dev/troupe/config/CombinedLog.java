package dev.troupe.config;

import java.util.Optional;

/** Where the log of standard output and error together goes, as {@code log_file} says it. */
sealed interface CombinedLog {
  /** There is none. */
  record None() implements CombinedLog {}

  /** Among the other logs, under the app's name. */
  record Usual() implements CombinedLog {}

  /** In a file of its own choice, relative to the app's folder. */
  record At(String file) implements CombinedLog {}

  FieldType<CombinedLog> TYPE =
      new FieldType<>(
          "combined log",
          "a path, true or false",
          "give a path, or true for NAME.log beside the other logs",
          CombinedLog::of);

  private static Optional<CombinedLog> of(Object value) {
    return value instanceof Boolean wanted
        ? Optional.of(wanted ? new Usual() : new None())
        : Values.text(value).map(At::new);
  }
}
