package dev.troupe.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fields of an object of which one, and only one, is to be given. */
final class Alternatives {
  private Alternatives() {}

  /** The one that is given; if there is none or more than one, the findings say so. */
  static Optional<Field<?>> chosen(Part part, Section section, List<Field<?>> kinds) {
    if (!(part.value() instanceof Map)) {
      part.refuse(
          Values.shown(part.value()) + " is not an object",
          "give one such as { http: { path: \"/health\", port: 8080 } }");
      return Optional.empty();
    }
    var given = kinds.stream().filter(kind -> isGiven(section, kind)).toList();
    if (given.isEmpty()) {
      part.refuse("names nothing that could be seen", "give one of " + names(kinds, ", "));
    } else if (given.size() > 1) {
      part.refuse("names " + names(given, " and "), "leave all but one out");
    }
    return given.size() == 1 ? Optional.of(given.getFirst()) : Optional.empty();
  }

  private static boolean isGiven(Section section, Field<?> kind) {
    return section.part(kind).filter(part -> !Boolean.FALSE.equals(part.value())).isPresent();
  }

  private static String names(List<Field<?>> kinds, String between) {
    return kinds.stream().map(Field::name).collect(Collectors.joining(between));
  }
}
