package dev.troupe.http;

import dev.troupe.model.AppSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the apps are saved that {@code resurrect} starts. */
public interface Dump {

  /**
   * Replaces what was saved before. Blocks. An empty list replaces nothing, but is written if
   * nothing was saved yet (PM2's rule).
   *
   * @param force whether an empty list is meant
   * @return the file; empty if an empty list was not meant
   * @throws IOException if it cannot be written
   */
  Optional<Path> save(List<AppSnapshot> apps, boolean force) throws IOException;

  /** From now on apps end because the daemon does: nothing is saved that nobody asks for. */
  void close();
}
