package dev.troupe.logs;

import dev.troupe.model.LogVolume;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/** Counts what one instance prints. Thread-safe. */
final class Volume {
  private final LongAdder bytes = new LongAdder();
  private final LongAdder lines = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  /** Counts what was read and hands it back unchanged. */
  ByteBuffer count(ByteBuffer chunk) {
    bytes.add(chunk.remaining());
    lines.add(LineEnds.count(chunk));
    return chunk;
  }

  void dropped(long count) {
    dropped.add(count);
  }

  LogVolume now() {
    return new LogVolume(bytes.sum(), lines.sum(), dropped.sum());
  }
}
