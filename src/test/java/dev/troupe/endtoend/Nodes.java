package dev.troupe.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The versions of Node that are here: the one in PATH, and those under {@code target/nodes}. */
final class Nodes {
  private static final Path OTHERS = Path.of("target", "nodes").toAbsolutePath();

  private Nodes() {}

  /** What to name as {@code --interpreter}. */
  static Stream<String> all() {
    return Stream.concat(Stream.of("node"), others());
  }

  private static Stream<String> others() {
    if (!Files.isDirectory(OTHERS)) {
      return Stream.empty();
    }
    try (var folders = Files.list(OTHERS)) {
      return folders
          .map(folder -> folder.resolve("node_modules/.bin/node"))
          .filter(Files::isExecutable)
          .sorted()
          .map(Path::toString)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
