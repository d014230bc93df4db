package dev.troupe.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at a process with nothing of the engine but its parser. */
final class ProcStatFile {
  private ProcStatFile() {}

  static ProcStat of(long pid) {
    try {
      var line = Files.readAllBytes(Path.of("/proc/" + pid + "/stat"));
      return ProcStat.parse(line, line.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
