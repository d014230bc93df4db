package dev.troupe.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is left of a log's past: the files that were set aside. Blocks on the disk. */
final class RotatedFiles {

  /**
   * One of them.
   *
   * @param key tells it from another file that gets its name
   * @param changed when the last line was written to it
   */
  record Rotated(Path file, @Nullable Object key, Instant changed, long size) {
    /** Oldest first; of one time the lower number first. */
    static final Comparator<Rotated> BY_AGE =
        Comparator.comparing(Rotated::changed)
            .thenComparingInt(one -> RotatedName.plain(one.name()).length())
            .thenComparing(one -> RotatedName.plain(one.name()));

    String name() {
      return String.valueOf(file.getFileName());
    }

    boolean isCompressed() {
      return !RotatedName.plain(name()).equals(name());
    }
  }

  private RotatedFiles() {}

  /** All of one log, the oldest first; none if there is no such directory. */
  static List<Rotated> of(Path log) throws IOException {
    var found = new ArrayList<Rotated>();
    var name = RotatedName.of(log);
    Path directory = log.toAbsolutePath().getParent();
    if (directory == null) {
      return found;
    }
    try (var files =
        Files.newDirectoryStream(
            directory, file -> name.matches(String.valueOf(file.getFileName())))) {
      for (Path file : files) {
        addIfThere(file, found);
      }
    } catch (NoSuchFileException e) {
      return found;
    }
    found.sort(Rotated.BY_AGE);
    return found;
  }

  private static void addIfThere(Path file, List<Rotated> found) throws IOException {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isRegularFile()) {
        found.add(
            new Rotated(
                file,
                attributes.fileKey(),
                attributes.lastModifiedTime().toInstant(),
                attributes.size()));
      }
    } catch (NoSuchFileException e) {
      // Deleted since the directory was read.
    }
  }

  /** The oldest, so that no more than {@code retain} are left. */
  static List<Rotated> surplus(List<Rotated> oldestFirst, int retain) {
    return oldestFirst.subList(0, Math.max(0, oldestFirst.size() - retain));
  }

  /** The oldest, so that the others together have {@code room} bytes at most. */
  static List<Rotated> beyond(List<Rotated> oldestFirst, long room) {
    long kept = 0;
    int from = oldestFirst.size();
    while (from > 0 && kept + oldestFirst.get(from - 1).size() <= room) {
      from--;
      kept += oldestFirst.get(from).size();
    }
    return oldestFirst.subList(0, from);
  }
}
