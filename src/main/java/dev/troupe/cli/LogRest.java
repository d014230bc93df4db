package dev.troupe.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was appended to a log since a certain point, also if the log was rotated meanwhile. */
final class LogRest {
  private static final String COMPRESSED = ".gz";

  private final Path log;

  LogRest(Path log) {
    this.log = log;
  }

  /** Takes the lines, oldest first. */
  interface Lines {
    /** The file was emptied since: what comes is all there is in it. */
    void wasEmptied();

    /**
     * One of them.
     *
     * @param at when it was written at the latest
     */
    void line(Instant at, String text);
  }

  /** Where the log ends now; null if there is none. */
  static @Nullable LogCursor end(Path log) throws IOException {
    if (!Files.isRegularFile(log)) {
      return null;
    }
    return LogCursor.at(key(log), Files.size(log));
  }

  /** The beginning of a log; null if there is none, or it was made before that. */
  static @Nullable LogCursor begin(Path log, Instant since) throws IOException {
    if (!Files.isRegularFile(log)) {
      return null;
    }
    var made = Files.readAttributes(log, BasicFileAttributes.class).creationTime().toInstant();
    return made.isBefore(since) ? null : LogCursor.at(key(log), 0);
  }

  /**
   * Reads on from behind {@code from}.
   *
   * @return how far; null if there is no such log
   */
  @Nullable LogCursor read(LogCursor from, Lines lines) throws IOException {
    if (!Files.isRegularFile(log)) {
      return null;
    }
    var last = from;
    for (var part : parts(from)) {
      last = read(part, key(part).equals(from.file()) ? from : LogCursor.at("", 0), lines);
    }
    return last;
  }

  private static String key(Path file) throws IOException {
    return String.valueOf(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
  }

  /** The files that hold what was written since, oldest first. */
  private List<Path> parts(LogCursor from) throws IOException {
    var parts = new ArrayList<Path>();
    if (!key(log).equals(from.file())) {
      var rotated = rotated();
      for (var file : rotated) {
        if (!parts.isEmpty() || key(file).equals(from.file())) {
          parts.add(file);
        }
      }
    }
    parts.add(log);
    return parts;
  }

  /** Rotated ones that can still be read, oldest first. */
  private List<Path> rotated() throws IOException {
    var name = log.getFileName().toString();
    int dot = name.lastIndexOf('.');
    var stem = (dot > 0 ? name.substring(0, dot) : name) + "__";
    try (var files = Files.newDirectoryStream(log.toAbsolutePath().getParent())) {
      var found = new ArrayList<Path>();
      for (var file : files) {
        var other = file.getFileName().toString();
        if (other.startsWith(stem) && !other.endsWith(COMPRESSED)) {
          found.add(file);
        }
      }
      found.sort(Comparator.comparing(LogRest::changed));
      return found;
    }
  }

  private static Instant changed(Path file) {
    return Instant.ofEpochMilli(file.toFile().lastModified());
  }

  private static LogCursor read(Path file, LogCursor from, Lines lines) throws IOException {
    var key = key(file);
    var at = changed(file);
    try (var opened = new RandomAccessFile(file.toFile(), "r")) {
      long end = opened.length();
      if (from.batch() > end) {
        lines.wasEmptied();
      }
      long start = from.batch() > end ? 0 : lineStart(opened, from.done());
      opened.seek(start);
      var bytes = new BufferedInputStream(Channels.newInputStream(opened.getChannel()));
      return LogCursor.at(key, start + lines(bytes, end - start, at, lines));
    }
  }

  /** Where the line begins in the midst of which a position is. */
  private static long lineStart(RandomAccessFile file, long position) throws IOException {
    long start = position;
    while (start > 0) {
      file.seek(start - 1);
      if (file.read() == '\n') {
        break;
      }
      start--;
    }
    return start;
  }

  /** Passes whole lines on; returns how many bytes they are. */
  private static long lines(InputStream bytes, long most, Instant at, Lines lines)
      throws IOException {
    long whole = 0;
    var line = new ByteArrayOutputStream();
    for (long taken = 1; taken <= most; taken++) {
      int c = bytes.read();
      if (c < 0) {
        break;
      }
      if (c == '\n') {
        lines.line(at, text(line));
        line.reset();
        whole = taken;
      } else {
        line.write(c);
      }
    }
    return whole;
  }

  private static String text(ByteArrayOutputStream line) {
    var text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
