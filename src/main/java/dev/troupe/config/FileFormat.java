package dev.troupe.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** How a process file is written, which its name tells. Asking loads none of the parsers. */
public enum FileFormat {
  /** Strict JSON, or what JavaScript takes for a value. */
  JSON("JSON"),
  YAML("YAML"),
  /** A module that node loads. */
  JAVASCRIPT("JavaScript"),
  TOML("TOML"),
  HOCON("HOCON");

  private static final Pattern MODULE = Pattern.compile("\\.config\\.[cm]?js");

  private final String title;

  FileFormat(String title) {
    this.title = title;
  }

  /** As people write it. */
  public String title() {
    return title;
  }

  /** Empty if a file of this name is no process file. As in PM2, the mark may be anywhere in it. */
  public static Optional<FileFormat> of(String path) {
    var name = path.substring(path.lastIndexOf('/') + 1);
    if (name.contains(".json")) {
      return Optional.of(JSON);
    }
    if (name.contains(".yml") || name.contains(".yaml")) {
      return Optional.of(YAML);
    }
    if (MODULE.matcher(name).find()) {
      return Optional.of(JAVASCRIPT);
    }
    if (name.endsWith(".toml")) {
      return Optional.of(TOML);
    }
    return name.endsWith(".conf") ? Optional.of(HOCON) : Optional.empty();
  }

  /** Whether relative paths start from the file's folder; in PM2's formats from the caller's. */
  boolean startsFromItsFolder() {
    return this == TOML || this == HOCON;
  }
}
