package dev.troupe.supervision.journal;

import dev.troupe.config.RecordText;
import dev.troupe.model.Happening;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Events as lines of JSON in a file, of which one older one is kept. Blocks. For one thread at a
 * time.
 *
 * <p>A line that cannot be read, such as the last one before a crash, is passed over.
 */
final class JournalFile {
  /** Some 25,000 events. */
  static final long LARGEST = 4L * 1024 * 1024;

  /** Longer than any event's line: an exception's stack has 8 KiB at most. */
  private static final int LONGEST_LINE = 64 * 1024;

  private final Path path;
  private final long largest;
  private boolean hasAppended;

  /**
   * @param largest size in bytes from which on a new file is begun
   */
  JournalFile(Path path, long largest) {
    this.path = path;
    this.largest = largest;
  }

  private Path older() {
    return path.resolveSibling(path.getFileName() + ".1");
  }

  /** Adds these; the first ones behind an empty line, for the last daemon may have been cut off. */
  void append(List<Happening> happenings) throws IOException {
    var text = new StringBuilder(hasAppended ? "" : "\n");
    happenings.forEach(one -> text.append(RecordText.write(one)).append('\n'));
    var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    if (Files.exists(path) && Files.size(path) + bytes.remaining() > largest) {
      Files.move(path, older(), StandardCopyOption.REPLACE_EXISTING);
    }
    try (var file = open()) {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    }
    hasAppended = true;
  }

  private FileChannel open() throws IOException {
    var forOwner = PosixFilePermissions.fromString("rw-------");
    return FileChannel.open(
        path,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        PosixFilePermissions.asFileAttribute(forOwner));
  }

  /** The number of the last event; 0 if there is none. */
  long last() throws IOException {
    for (var file : List.of(path, older())) {
      var lines = tail(file);
      for (int at = lines.size() - 1; at >= 0; at--) {
        var happening = read(lines.get(at));
        if (!happening.isEmpty()) {
          return happening.getFirst().number();
        }
      }
    }
    return 0;
  }

  private static List<String> tail(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (var open = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, open.length() - 2L * LONGEST_LINE);
      var bytes = new byte[(int) (open.length() - from)];
      open.seek(from);
      open.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }

  /**
   * The newest that are wanted, the oldest first.
   *
   * @param most how many at most
   */
  List<Happening> read(Predicate<Happening> wanted, int most) throws IOException {
    var kept = new ArrayDeque<Happening>();
    for (var file : List.of(older(), path)) {
      if (Files.exists(file)) {
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
            .lines()
            .flatMap(line -> read(line).stream())
            .filter(wanted)
            .forEach(
                one -> {
                  if (kept.size() == most) {
                    kept.removeFirst();
                  }
                  kept.addLast(one);
                });
      }
    }
    return new ArrayList<>(kept);
  }

  private static List<Happening> read(String line) {
    try {
      return List.of(RecordText.read(Happening.class, line));
    } catch (IOException _) {
      return List.of();
    }
  }
}
