package dev.troupe.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which interpreter a kind of file needs, and what an interpreter is. */
final class Interpreters {
  /** First choice first. */
  private static final Map<String, List<String>> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("js", List.of("node")),
          Map.entry("cjs", List.of("node")),
          Map.entry("mjs", List.of("node")),
          Map.entry("ts", List.of("bun", "node")),
          Map.entry("tsx", List.of("bun", "node")),
          Map.entry("py", List.of("python", "python3")),
          Map.entry("sh", List.of("bash")),
          Map.entry("rb", List.of("ruby")),
          Map.entry("php", List.of("php")),
          Map.entry("pl", List.of("perl")));

  private static final Pattern PYTHON = Pattern.compile("python[-0-9.]*");

  private Interpreters() {}

  /** Names to try in turn; none for a file whose name tells nothing. */
  static List<String> forFile(String fileName) {
    var extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return fileName.contains(".") ? BY_EXTENSION.getOrDefault(extension, List.of()) : List.of();
  }

  static boolean isPython(String interpreter) {
    return PYTHON.matcher(baseName(interpreter)).matches();
  }

  static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
