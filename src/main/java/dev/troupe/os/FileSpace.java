package dev.troupe.os;

import dev.troupe.model.Host.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How full file systems are. */
final class FileSpace {
  private FileSpace() {}

  /** Of the one a folder is on; nothing at all if it cannot be asked. */
  static Space at(Path folder) {
    try {
      var store = Files.getFileStore(folder);
      return new Space(store.getTotalSpace(), store.getUsableSpace());
    } catch (IOException _) {
      return new Space(0, 0);
    }
  }
}
