package dev.troupe.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong in a configuration.
 *
 * @param where file and line, such as {@code apps.conf:12}; null if not known
 * @param path the setting, such as {@code apps[0].instances}
 * @param problem what is wrong, with the value
 * @param remedy what to do about it
 */
public record ConfigError(@Nullable String where, String path, String problem, String remedy) {

  public ConfigError(String path, String problem, String remedy) {
    this(null, path, problem, remedy);
  }

  /** The same error, found at this file and line. */
  public ConfigError at(String place) {
    return new ConfigError(place, path, problem, remedy);
  }

  /** Problem and remedy, without the setting. */
  public String message() {
    return problem + "; " + remedy;
  }

  /** All of it in one line. */
  public String line() {
    return (where == null ? "" : where + ": ") + path + ": " + message();
  }
}
