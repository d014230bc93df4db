package dev.troupe.logs;

import java.nio.file.Path;
import java.util.List;

/**
 * The last lines of a file, the oldest first, without their ends.
 *
 * @param file which
 * @param lines none if there is no such file
 */
public record FileTail(Path file, List<String> lines) {
  public FileTail {
    lines = List.copyOf(lines);
  }
}
