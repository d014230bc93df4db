package dev.troupe.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong while reading goes on, so that one run shows all of it. One thread. */
final class Findings {
  private final Set<ConfigError> errors = new LinkedHashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  void error(ConfigError error) {
    errors.add(error);
  }

  /** Keeps an error once, however often the field is read. */
  void error(String path, String problem, String remedy) {
    error(new ConfigError(path, problem, remedy));
  }

  /** Keeps a line once, however often it is said. */
  void warning(String line) {
    warnings.add(line);
  }

  List<ConfigError> errors() {
    return List.copyOf(errors);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
