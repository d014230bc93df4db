package dev.troupe.os;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * The two output streams of one instance, over all its children.
 *
 * <p>Each publisher takes one subscriber at a time (after a cancel another may follow and goes on
 * where the first has stopped) and reads from its pipe only on demand: one element is one read. An
 * empty one stands between the output of one child and the next (not with the portable engine). The
 * subscriber owns the buffer it is given. Without demand nothing is read, the pipe fills and the
 * child blocks: that is the backpressure. Subscribers are called on an engine thread: they must not
 * block it.
 */
public interface OutputPipes extends AutoCloseable {

  Flow.Publisher<ByteBuffer> out();

  Flow.Publisher<ByteBuffer> err();

  /**
   * No child will use these pipes again: what is in them is still delivered, then both publishers
   * complete and nothing of the pipes is left on disk.
   */
  @Override
  void close();
}
