package dev.troupe.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A log's file, opened for reading, as it was at one moment. Blocks on the disk.
 *
 * @param key tells it from another file that gets its name
 * @param size how many bytes it had
 * @param changed when the last of them was written
 * @param spans when all of them were written
 */
record PresentLog(
    FileChannel channel, @Nullable Object key, long size, Instant changed, LogSpans spans)
    implements AutoCloseable {

  /** Opens it; empty if there is no such file, or it is no regular one. */
  static Optional<PresentLog> open(Path path, LogTimes times) throws IOException {
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    FileChannel channel = FileChannel.open(path);
    try {
      var file = Files.readAttributes(path, BasicFileAttributes.class);
      Instant changed = file.lastModifiedTime().toInstant();
      times.found(file.fileKey(), channel.size(), changed);
      return Optional.of(
          new PresentLog(channel, file.fileKey(), channel.size(), changed, times.spans()));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Fills the block with that part of the file, or less if the file has been cut meanwhile. */
  void fill(ByteBuffer block, long from, long to) throws IOException {
    block.clear().limit((int) (to - from));
    while (block.hasRemaining() && channel.read(block, from + block.position()) >= 0) {}
    block.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
