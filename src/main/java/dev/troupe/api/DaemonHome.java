package dev.troupe.api;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A home directory that this daemon, and no other, works in. The kernel gives the lock back when
 * the process ends, however it ends, so nothing of a dead daemon stands in the way.
 */
public final class DaemonHome implements AutoCloseable {
  private final HomeLayout layout;
  private final FileLock lock;

  private DaemonHome(HomeLayout layout, FileLock lock) {
    this.layout = layout;
    this.lock = lock;
  }

  /**
   * Makes the folders and takes the lock.
   *
   * @return empty if another daemon has it, or another supervisor of this process
   */
  public static Optional<DaemonHome> take(HomeLayout layout) throws IOException {
    makePrivate(layout.root());
    makePrivate(layout.logs());
    makePrivate(layout.pids());
    var file = FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var lock = tryLock(file);
    if (lock.isEmpty()) {
      file.close();
      return Optional.empty();
    }
    Files.writeString(layout.pidFile(), Long.toString(ProcessHandle.current().pid()));
    return Optional.of(new DaemonHome(layout, lock.get()));
  }

  /** Empty also if another supervisor of this very process has it. */
  private static Optional<FileLock> tryLock(FileChannel file) throws IOException {
    try {
      return Optional.ofNullable(file.tryLock());
    } catch (OverlappingFileLockException _) {
      return Optional.empty();
    }
  }

  private static void makePrivate(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      var forOwner = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(forOwner));
    }
  }

  public HomeLayout layout() {
    return layout;
  }

  /** Removes the pid file and lets go of the lock. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(layout.pidFile());
    lock.acquiredBy().close();
  }
}
