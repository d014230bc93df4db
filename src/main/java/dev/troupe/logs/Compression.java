package dev.troupe.logs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPOutputStream;

/** Replaces a rotated file by a compressed one. Blocks on the disk. */
final class Compression {
  private static final int BLOCK = 64 * 1024;

  private Compression() {}

  /** It keeps time and permissions; whenever this ends, one of the two is there and whole. */
  static void compress(Path file) throws IOException {
    Path unfinished = Path.of(file + RotatedName.UNFINISHED);
    var before = Files.readAttributes(file, PosixFileAttributes.class);
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(before.permissions()));
    try (var in = Files.newInputStream(file);
        var out = new GZIPOutputStream(Files.newOutputStream(unfinished), BLOCK)) {
      in.transferTo(out);
    }
    Files.setLastModifiedTime(unfinished, before.lastModifiedTime());
    Files.move(unfinished, Path.of(file + RotatedName.COMPRESSED), ATOMIC_MOVE);
    Files.delete(file);
  }
}
