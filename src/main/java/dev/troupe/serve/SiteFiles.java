package dev.troupe.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds the file that a path means. Gives nothing outside the root, wherever links lead, and
 * nothing whose name begins with a dot but {@code .well-known} (RFC 8615). Blocks on the disk.
 */
final class SiteFiles {
  private static final String INDEX = "index.html";
  private static final String NOT_FOUND = "404.html";
  private static final String WELL_KNOWN = ".well-known";

  private final ServeSettings settings;
  private final Path root;

  SiteFiles(ServeSettings settings) throws IOException {
    this.settings = settings;
    this.root = settings.root().toRealPath();
  }

  /** What a path means. */
  sealed interface Found {
    /** A file, its links followed. */
    record Page(Path file) implements Found {}

    /** A folder that is asked for without the slash at its end. */
    record FolderWithoutSlash() implements Found {}

    /** A folder whose contents are to be shown. */
    record Contents(Path folder) implements Found {}

    /** Nothing; what to show in its place. */
    record Nothing(Optional<Path> page) implements Found {}
  }

  /**
   * Looks.
   *
   * @param segments of the path, decoded, without empty ones
   * @param endsWithSlash whether the path does
   */
  Found find(List<String> segments, boolean endsWithSlash) {
    var there = inside(segments);
    if (there.isPresent() && Files.isRegularFile(there.get()) && !endsWithSlash) {
      return new Found.Page(there.get());
    }
    return there
        .filter(Files::isDirectory)
        .flatMap(folder -> folder(folder, segments, endsWithSlash))
        .orElseGet(() -> inPlaceOf(segments));
  }

  private Optional<Found> folder(Path folder, List<String> segments, boolean endsWithSlash) {
    var index = file(folder.resolve(INDEX));
    if (index.isEmpty() && !settings.lists()) {
      return Optional.empty();
    }
    if (!endsWithSlash && !segments.isEmpty()) {
      return Optional.of(new Found.FolderWithoutSlash());
    }
    return Optional.of(
        index.<Found>map(Found.Page::new).orElseGet(() -> new Found.Contents(folder)));
  }

  /**
   * PM2's rules: where every path is a page of the same application, a file of the root may be
   * asked for below any of them.
   */
  private Found inPlaceOf(List<String> segments) {
    if (settings.isSinglePage()) {
      var asset = segments.isEmpty() ? Optional.<Path>empty() : inRoot(segments.getLast());
      var page = asset.or(() -> inRoot(settings.homepage()));
      if (page.isPresent()) {
        return new Found.Page(page.get());
      }
    }
    return new Found.Nothing(inRoot(NOT_FOUND));
  }

  private Optional<Path> inRoot(String name) {
    return inside(List.of(name.split("/", 0))).filter(Files::isRegularFile);
  }

  private Optional<Path> file(Path path) {
    return real(path).filter(Files::isRegularFile);
  }

  private Optional<Path> inside(List<String> segments) {
    var path = root;
    for (var segment : segments) {
      if (!isPlain(segment)) {
        return Optional.empty();
      }
      try {
        path = path.resolve(segment);
      } catch (InvalidPathException _) {
        return Optional.empty();
      }
    }
    return real(path);
  }

  private static boolean isPlain(String segment) {
    boolean isHidden = segment.startsWith(".") && !segment.equals(WELL_KNOWN);
    return !isHidden && segment.indexOf('/') < 0 && segment.indexOf('\0') < 0;
  }

  /** Its place once all links are followed, if that is in the root. */
  private Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath()).filter(real -> real.startsWith(root));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Names of what a folder holds and is served, sorted; those of folders end with a slash. */
  List<String> names(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries
          .filter(entry -> isPlain(String.valueOf(entry.getFileName())))
          .filter(entry -> real(entry).isPresent())
          .map(entry -> entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""))
          .sorted()
          .toList();
    }
  }
}
