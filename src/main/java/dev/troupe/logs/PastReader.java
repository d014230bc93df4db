package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads the last lines of a log, also from the files that were rotated out of it. What it costs
 * depends on the lines wanted and not on the log. Blocks on the disk.
 *
 * <p>A line over 64 KiB counts as several.
 */
final class PastReader {
  private static final int BLOCK = 64 * 1024;

  /** What a line costs besides its text: its objects, about. */
  private static final int LINE_OVERHEAD = 64;

  private final Path log;
  private final PresentLog present;
  private final LogSpans spans;
  private final Wanted wanted;

  private final Deque<FileTail.Line> lines = new ArrayDeque<>();
  private long bytes;
  private long leftOut;

  private PastReader(Path log, PresentLog present, Wanted wanted) {
    this.log = log;
    this.present = present;
    this.spans = present.spans();
    this.wanted = wanted;
  }

  /** Reads what is wanted. */
  static FileTail read(Path log, PresentLog present, Wanted wanted) throws IOException {
    return new PastReader(log, present, wanted).read();
  }

  private FileTail read() throws IOException {
    if (wanted.lines() > 0) {
      long from = start();
      var parts = parts(from);
      long position = spans.end() - parts.stream().mapToLong(LogPart::size).sum();
      for (LogPart part : parts) {
        read(part, position, Math.max(0, from - position));
        position += part.size();
      }
    }
    return new FileTail(log, List.copyOf(lines), leftOut, spans.end());
  }

  /** From which byte on to read. */
  private long start() throws IOException {
    long limit = spans.end() - wanted.maxBytes();
    if (wanted.since().isPresent()) {
      return spans.startOf(wanted.since().get());
    }
    return wanted.isByNumber() ? Math.max(limit, startOfLines(limit)) : limit;
  }

  /** Where the wanted lines begin; {@code otherwise} if that is not in the present file. */
  private long startOfLines(long otherwise) throws IOException {
    long size = present.size();
    long limit = Math.max(0, size - wanted.maxBytes());
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    int found = 0;
    for (long to = size; to > limit; to -= BLOCK) {
      long from = Math.max(limit, to - BLOCK);
      present.fill(block, from, to);
      for (int i = block.limit() - 1; i >= 0; i--) {
        // The last byte of the file ends a line but begins none.
        if (block.get(i) == '\n' && from + i != size - 1 && ++found == wanted.lines()) {
          return spans.end() - size + from + i + 1;
        }
      }
    }
    return otherwise;
  }

  /** The files in which something from there on may stand, the oldest first. */
  private List<LogPart> parts(long from) throws IOException {
    var parts = new ArrayList<LogPart>();
    if (isRecent(present.changed())) {
      parts.add(LogPart.of(present));
    }
    long position = spans.end() - present.size();
    if (position > from) {
      addRotated(position - from, parts);
    }
    return parts.reversed();
  }

  private void addRotated(long missing, List<LogPart> parts) throws IOException {
    long left = missing;
    for (var rotated : whole(RotatedFiles.of(log)).reversed()) {
      if (left > 0 && isRecent(rotated.changed()) && !isPresent(rotated)) {
        left -= addIfThere(rotated, parts);
      }
    }
  }

  /** Each once, though it may be there twice while it is being compressed. */
  private static List<RotatedFiles.Rotated> whole(List<RotatedFiles.Rotated> rotated) {
    var byName = new LinkedHashMap<String, RotatedFiles.Rotated>();
    for (var one : rotated) {
      if (one.isCompressed()) {
        byName.putIfAbsent(RotatedName.plain(one.name()), one);
      } else {
        byName.put(one.name(), one);
      }
    }
    byName.values().removeIf(one -> one.name().endsWith(RotatedName.UNFINISHED));
    return List.copyOf(byName.values());
  }

  private boolean isRecent(Instant changed) {
    return wanted.since().isEmpty() || !changed.isBefore(wanted.since().get());
  }

  /** It may have been rotated since it was opened. */
  private boolean isPresent(RotatedFiles.Rotated rotated) {
    return present.key() != null && present.key().equals(rotated.key());
  }

  /** Returns how many bytes have come with it; none if it was deleted meanwhile. */
  private static long addIfThere(RotatedFiles.Rotated rotated, List<LogPart> parts)
      throws IOException {
    try {
      var part = LogPart.of(rotated);
      parts.add(part);
      return part.size();
    } catch (FileNotFoundException e) {
      return 0;
    }
  }

  /**
   * Reads a part.
   *
   * @param position where it begins
   * @param skipped how many of its bytes are of no interest
   */
  private void read(LogPart part, long position, long skipped) throws IOException {
    // Who asks for a time wants no half of an older line; the byte before tells where one begins.
    long from = wanted.since().isPresent() ? Math.max(0, skipped - 1) : skipped;
    var framing = from < skipped ? LineFraming.inMidLine() : LineFraming.atLineStart();
    try (InputStream content = part.open(present, from)) {
      byte[] block = new byte[BLOCK];
      long next = from;
      while (next < part.size()) {
        int span = spans.spanAt(position + next);
        Instant at = span < 0 ? part.changed() : spans.timeOf(span);
        long most = Math.min(part.size(), spans.endOf(span) - position) - next;
        int read = content.readNBytes(block, 0, (int) Math.min(BLOCK, most));
        framing.accept(ByteBuffer.wrap(block, 0, read), (b, o, l, _) -> add(b, o, l, at));
        next = read == 0 ? part.size() : next + read;
      }
      framing.end((b, o, l, _) -> add(b, o, l, part.changed()));
    }
  }

  private void add(byte[] source, int offset, int length, Instant at) {
    if (!wanted.isInTime(at)) {
      return;
    }
    String text = new String(source, offset, length, UTF_8);
    if (!wanted.text().test(text)) {
      return;
    }
    if (lines.size() == wanted.lines()) {
      removeFirst();
    }
    lines.add(new FileTail.Line(at, text));
    bytes += LINE_OVERHEAD + text.length();
    while (bytes > 2L * wanted.maxBytes()) {
      removeFirst();
      leftOut++;
    }
  }

  private void removeFirst() {
    bytes -= LINE_OVERHEAD + lines.removeFirst().text().length();
  }
}
