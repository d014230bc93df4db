package dev.troupe.supervision.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that tells scripts a child's pid (PM2's pm_pid_path). Blocks. */
record PidFile(Path path) {

  /** Writes it, and the folders above it. */
  void write(long pid) {
    try {
      var folder = path.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(path, Long.toString(pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes it, unless it speaks of a later child by now. */
  void removeIfOf(long pid) {
    try {
      if (Files.exists(path) && Files.readString(path).strip().equals(Long.toString(pid))) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
