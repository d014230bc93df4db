package dev.troupe.config;

import dev.troupe.model.AppSpec;
import java.util.List;

/** What came of reading declarations: all of them, or none. */
public sealed interface ReadResult {

  /**
   * Every declaration is in order.
   *
   * @param apps in the order of their declarations
   * @param warnings one line each
   */
  record Accepted(List<AppSpec> apps, List<String> warnings) implements ReadResult {
    public Accepted {
      apps = List.copyOf(apps);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Something is wrong somewhere, so nothing is to be done.
   *
   * @param errors all that was found, at least one
   * @param warnings one line each
   */
  record Refused(List<ConfigError> errors, List<String> warnings) implements ReadResult {
    public Refused {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }
  }
}
