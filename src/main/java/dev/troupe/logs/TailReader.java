package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Reads the last lines of a file, from its end backwards: what it costs depends on the lines wanted
 * and not on the file. Blocks on the disk.
 *
 * <p>A line over 64 KiB counts as several.
 */
public final class TailReader {
  /** How far back it looks for the beginning of the lines: 8 MiB. */
  static final int MAX_BYTES = 8 * 1024 * 1024;

  private static final int BLOCK = 64 * 1024;

  private final Path file;
  private final int wanted;
  private final Deque<String> lines = new ArrayDeque<>();

  private TailReader(Path file, int wanted) {
    this.file = file;
    this.wanted = wanted;
  }

  /**
   * The last lines of a file.
   *
   * @param wanted how many at most, 0 or more; fewer if they are over 8 MiB together
   * @return no lines if there is no such file, or it is no regular one
   */
  public static FileTail read(Path file, int wanted) throws IOException {
    if (wanted == 0 || !Files.isRegularFile(file)) {
      return new FileTail(file, List.of());
    }
    return new TailReader(file, wanted).read();
  }

  private FileTail read() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long end = channel.size();
      readLines(channel, startOfLines(channel, end), end);
    }
    return new FileTail(file, List.copyOf(lines));
  }

  /** Where the wanted lines begin, or as far back as it may look. */
  private long startOfLines(FileChannel channel, long end) throws IOException {
    long limit = Math.max(0, end - MAX_BYTES);
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    int found = 0;
    for (long to = end; to > limit; to -= BLOCK) {
      long from = Math.max(limit, to - BLOCK);
      fill(block, channel, from, to);
      for (int i = block.limit() - 1; i >= 0; i--) {
        // The last byte of the file ends a line but begins none.
        if (block.get(i) == '\n' && from + i != end - 1 && ++found == wanted) {
          return from + i + 1;
        }
      }
    }
    return limit;
  }

  private void readLines(FileChannel channel, long start, long end) throws IOException {
    LineFraming framing = LineFraming.atLineStart();
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (long from = start; from < end; from += BLOCK) {
      fill(block, channel, from, Math.min(end, from + BLOCK));
      framing.accept(block, this::add);
    }
    framing.end(this::add);
  }

  /** Fills the block with that part of the file, or less if the file has been cut meanwhile. */
  private static void fill(ByteBuffer block, FileChannel channel, long from, long to)
      throws IOException {
    block.clear().limit((int) (to - from));
    while (block.hasRemaining() && channel.read(block, from + block.position()) >= 0) {}
    block.flip();
  }

  private void add(byte[] bytes, int offset, int length, boolean isCut) {
    if (lines.size() == wanted) {
      lines.removeFirst();
    }
    lines.add(new String(bytes, offset, length, UTF_8));
  }
}
