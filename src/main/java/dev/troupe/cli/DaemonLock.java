package dev.troupe.cli;

import dev.troupe.api.HomeLayout;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** The lock that a daemon holds on its home for as long as it lives. */
final class DaemonLock {
  private DaemonLock() {}

  /**
   * Whether no daemon lives. The process itself is no sign of that: where nobody reaps it, it stays
   * as a zombie.
   */
  static boolean isFree(HomeLayout home) {
    if (!Files.exists(home.lock())) {
      return true;
    }
    try (var file = FileChannel.open(home.lock(), StandardOpenOption.WRITE);
        var lock = file.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false; // The daemon works in this very process.
    } catch (IOException _) {
      return true;
    }
  }
}
