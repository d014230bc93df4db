package dev.troupe.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One of the files that a log consists of: the present one, or one that was set aside.
 *
 * @param file which of those set aside, compressed or not; null is the present one
 * @param changed when its last line was written
 * @param size bytes of its content
 */
record LogPart(@Nullable Path file, Instant changed, long size) {
  private static final int BLOCK = 64 * 1024;

  static LogPart of(PresentLog present) {
    return new LogPart(null, present.changed(), present.size());
  }

  static LogPart of(RotatedFiles.Rotated rotated) throws IOException {
    return new LogPart(rotated.file(), rotated.changed(), contentOf(rotated));
  }

  /** What gzip says at its end; of files over 4 GiB that is the rest only. */
  private static long contentOf(RotatedFiles.Rotated rotated) throws IOException {
    if (!rotated.isCompressed()) {
      return rotated.size();
    }
    try (var file = new RandomAccessFile(rotated.file().toFile(), "r")) {
      file.seek(Math.max(0, file.length() - Integer.BYTES));
      return Integer.toUnsignedLong(Integer.reverseBytes(file.readInt()));
    }
  }

  /** Its content from there on; empty if it was deleted meanwhile. */
  InputStream open(PresentLog present, long from) throws IOException {
    if (file == null) {
      present.channel().position(from);
      return Channels.newInputStream(present.channel());
    }
    InputStream content = contentOf(file);
    content.skipNBytes(Math.min(from, size));
    return content;
  }

  private static InputStream contentOf(Path file) throws IOException {
    try {
      InputStream bytes = Files.newInputStream(file);
      return RotatedName.isCompressed(file) ? new GZIPInputStream(bytes, BLOCK) : bytes;
    } catch (NoSuchFileException e) {
      return contentOnceCompressed(file);
    }
  }

  private static InputStream contentOnceCompressed(Path file) throws IOException {
    Path compressed = Path.of(file + RotatedName.COMPRESSED);
    return !RotatedName.isCompressed(file) && Files.exists(compressed)
        ? contentOf(compressed)
        : InputStream.nullInputStream();
  }
}
