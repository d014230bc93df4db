package dev.troupe.http;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * What waits for one slow subscriber. It is bounded: frames beyond are dropped, for this subscriber
 * alone, and their number takes their place. The source is never held up.
 */
final class Backlog {
  /** Some 1,500 events. */
  static final int CAPACITY = 256 * 1024;

  private final OpenStreams open;

  private ByteString frames;
  private long missed;

  private Backlog(OpenStreams open, ByteString first) {
    this.open = open;
    frames = first;
  }

  /** A stream's tail end that holds up to {@link #CAPACITY} bytes; less where there are many. */
  static Flow<ByteString, ByteString, NotUsed> bounded(OpenStreams open) {
    return Flow.of(ByteString.class)
        .conflateWithSeed(first -> new Backlog(open, first), Backlog::add)
        .map(Backlog::bytes);
  }

  private Backlog add(ByteString frame) {
    if (missed > 0 || frames.length() + frame.length() > open.share(CAPACITY)) {
      missed++;
    } else {
      frames = frames.concat(frame);
    }
    return this;
  }

  private ByteString bytes() {
    return missed == 0 ? frames : frames.concat(Frames.missed(missed));
  }
}
