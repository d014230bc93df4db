package dev.troupe.os;

import dev.troupe.os.linux.LinuxEngine;
import dev.troupe.os.portable.PortableEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Which process engine a user wants. */
public enum EngineChoice {
  /** Linux' own calls if they work here, else Java's. */
  AUTO,
  LINUX,
  PORTABLE;

  /**
   * Starts the engine.
   *
   * @param pipesDirectory where children's pipes lie; made if missing, and closed to other users
   * @param files where children reach what the daemon lends them
   * @throws IllegalStateException if {@link #LINUX} is wanted and does not work here
   */
  public Machine open(Path pipesDirectory, ChildFiles files) {
    prepare(pipesDirectory);
    if (this == PORTABLE) {
      return PortableEngine.open(pipesDirectory, "the settings ask for it");
    }
    var obstacle = LinuxEngine.obstacle();
    if (obstacle.isEmpty()) {
      return LinuxEngine.open(
          pipesDirectory,
          files,
          this == LINUX ? "the settings ask for it" : "this kernel has all it needs");
    }
    if (this == LINUX) {
      throw new IllegalStateException(
          "the linux process engine does not work here: " + obstacle.get() + "; choose auto");
    }
    return PortableEngine.open(
        pipesDirectory, "the linux engine does not work here: " + obstacle.get());
  }

  private static void prepare(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
