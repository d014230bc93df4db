package dev.troupe.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of the daemon's log. */
final class LogTail {
  private static final int MOST_BYTES = 32 * 1024;

  private LogTail() {}

  /**
   * At most {@code count} lines from behind position {@code from}; none if there is no such file.
   */
  static List<String> lines(Path log, long from, int count) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(from, file.length() - MOST_BYTES);
      var bytes = new byte[(int) Math.max(0, file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException _) {
      return List.of();
    }
  }
}
