package dev.troupe.os.watch;

import dev.troupe.os.FileWatcher;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through folders as far as they are entered. What vanishes on the way is left out. */
record Walk(FileWatcher.Wanted wanted) {

  /** A file or a folder. */
  record Found(Path path, boolean isFolder, long modified, long size) {}

  /** Hears of a folder before what is in it is listed. */
  @FunctionalInterface
  interface Entered {
    void folder(Path folder) throws IOException;
  }

  /** A folder and all below it; only itself if it is a file; empty if there is nothing. */
  List<Found> below(Path start) throws IOException {
    return below(start, _ -> {});
  }

  /** The same, telling of each folder on the way. */
  List<Found> below(Path start, Entered entered) throws IOException {
    var found = new ArrayList<Found>();
    Set<FileVisitOption> options =
        wanted.followSymlinks()
            ? EnumSet.of(FileVisitOption.FOLLOW_LINKS)
            : EnumSet.noneOf(FileVisitOption.class);
    Files.walkFileTree(start, options, Integer.MAX_VALUE, new Visitor(start, entered, found));
    return found;
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Path start;
    private final Entered entered;
    private final List<Found> found;

    Visitor(Path start, Entered entered, List<Found> found) {
      this.start = start;
      this.entered = entered;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (!folder.equals(start) && !wanted.enters().test(folder)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      try {
        entered.folder(folder);
      } catch (NoSuchFileException | NotDirectoryException _) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      add(folder, attributes, true);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      add(file, attributes, false);
      return FileVisitResult.CONTINUE;
    }

    /** It has vanished, may not be read, or is a link in a circle. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    private void add(Path path, BasicFileAttributes attributes, boolean isFolder) {
      var modified = attributes.lastModifiedTime().toMillis();
      found.add(new Found(path, isFolder, modified, attributes.size()));
    }
  }
}
