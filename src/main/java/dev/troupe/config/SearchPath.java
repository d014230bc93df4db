package dev.troupe.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Where programs are looked up.
 *
 * @param folders separated by colons
 * @param base where relative paths start
 */
record SearchPath(String folders, BasePath base) {
  /** What a shell takes if there is no PATH. */
  private static final String USUAL = "/usr/local/bin:/usr/bin:/bin";

  static SearchPath of(Map<String, String> env, Path cwd) {
    return new SearchPath(env.getOrDefault("PATH", USUAL), BasePath.of(cwd, env));
  }

  /** The absolute path of a program that is named, or given by a path of its own. */
  Optional<Path> find(String program) {
    try {
      return program.contains("/")
          ? Optional.of(base.resolve(program)).filter(SearchPath::isProgram)
          : Arrays.stream(folders.split(":"))
              .map(folder -> base.resolve(folder).resolve(program))
              .filter(SearchPath::isProgram)
              .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
