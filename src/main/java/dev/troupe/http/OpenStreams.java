package dev.troupe.http;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * How many endless responses there are: each keeps what its client has not read yet, and together
 * that has to fit into the daemon's memory. Thread-safe.
 */
final class OpenStreams {
  /**
   * Some 100 KB each, a third of the heap; of a door's 256 connections some are left for others.
   */
  static final int MOST = 224;

  /** So many may have all the memory they want. */
  private static final int FEW = 16;

  private final AtomicInteger open = new AtomicInteger();

  boolean areTooMany() {
    return open.get() >= MOST;
  }

  /** What each may keep now of what few of them might. */
  int share(int bytes) {
    return bytes / Math.max(1, open.get() / FEW);
  }

  /** What an endless response passes, from its beginning to its end. */
  Flow<ByteString, ByteString, NotUsed> counted() {
    return Flow.of(ByteString.class)
        .watchTermination(
            (unused, done) -> {
              open.incrementAndGet();
              done.whenComplete((_, _) -> open.decrementAndGet());
              return unused;
            });
  }
}
