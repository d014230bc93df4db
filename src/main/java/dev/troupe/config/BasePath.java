package dev.troupe.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a declaration's relative paths start.
 *
 * @param folder absolute
 * @param userHome what {@code ~} stands for
 */
record BasePath(Path folder, String userHome) {

  static BasePath of(Path folder, Map<String, String> env) {
    return new BasePath(folder, env.getOrDefault("HOME", "~"));
  }

  /** The absolute path of what is written as {@code x}, {@code ../x}, {@code /x} or {@code ~/x}. */
  Path resolve(String text) {
    boolean inHome = text.equals("~") || text.startsWith("~/");
    return folder.resolve(inHome ? userHome + text.substring(1) : text).normalize();
  }

  BasePath in(Path other) {
    return new BasePath(other, userHome);
  }
}
