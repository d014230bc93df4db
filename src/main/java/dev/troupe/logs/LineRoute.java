package dev.troupe.logs;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes output as it comes, with a time before each line if one is wanted.
 *
 * <p>A file of its own gets every byte at once. Into a shared one go whole lines only; the
 * beginning of a line is held back until its end comes.
 */
final class LineRoute implements Route {
  private final LogFile file;
  private final @Nullable StampedLines stamped;
  private final WholeLines whole = new WholeLines();

  private long end;

  /**
   * @param stamp what goes before each line; null for nothing
   */
  LineRoute(LogFile file, @Nullable Stamp stamp) {
    this.file = file;
    this.stamped = stamp == null ? null : new StampedLines(stamp, this::append);
  }

  @Override
  public void accept(ByteBuffer chunk, Instant at) {
    if (file.isShared() || whole.holds()) {
      whole.accept(chunk, lines -> write(lines, at));
    } else {
      write(chunk, at);
    }
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public void endLine(Instant at) {
    release(at);
    file.endLine(this);
    if (stamped != null) {
      stamped.endLine();
    }
  }

  @Override
  public boolean holds() {
    return whole.holds();
  }

  @Override
  public void release(Instant at) {
    whole.release(lines -> write(lines, at));
  }

  private void write(ByteBuffer bytes, Instant at) {
    if (stamped == null) {
      append(bytes);
    } else {
      stamped.write(bytes, at);
    }
  }

  private void append(ByteBuffer bytes) {
    end = file.write(this, bytes);
  }
}
