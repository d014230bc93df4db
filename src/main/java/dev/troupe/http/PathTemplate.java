package dev.troupe.http;

import java.util.List;
import java.util.Optional;

/**
 * A path with at most one variable segment: {@code /api/v1/apps/{target}/stop}.
 *
 * @param text as OpenAPI writes it
 */
record PathTemplate(String text, List<String> segments) {
  private static final String VARIABLE = "{target}";

  static PathTemplate of(String text) {
    return new PathTemplate(
        text, text.equals("/") ? List.of() : List.of(text.substring(1).split("/")));
  }

  boolean hasTarget() {
    return segments.contains(VARIABLE);
  }

  /**
   * What stands for the variable in {@code path}: empty text if there is none, nothing if the path
   * is another one.
   *
   * @param path decoded segments
   */
  Optional<String> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    var target = "";
    for (int i = 0; i < path.size(); i++) {
      if (segments.get(i).equals(VARIABLE)) {
        target = path.get(i);
      } else if (!segments.get(i).equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(target);
  }
}
