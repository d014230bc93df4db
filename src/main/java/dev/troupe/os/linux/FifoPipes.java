package dev.troupe.os.linux;

import dev.troupe.os.OutputPipes;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Flow;

/** One instance's two pipes. */
final class FifoPipes implements OutputPipes {
  private final FifoPublisher out;
  private final FifoPublisher err;
  private boolean closed;

  private FifoPipes(EventLoop loop, Fifo out, Fifo err) {
    this.out = new FifoPublisher(loop, out);
    this.err = new FifoPublisher(loop, err);
  }

  static FifoPipes open(EventLoop loop, Path directory, String name) {
    var out = Fifo.open(directory.resolve(name + ".out"));
    try {
      return new FifoPipes(loop, out, Fifo.open(directory.resolve(name + ".err")));
    } catch (UncheckedIOException e) {
      out.unlink();
      Libc.close(out.fd());
      throw e;
    }
  }

  @Override
  public Flow.Publisher<ByteBuffer> out() {
    return out;
  }

  @Override
  public Flow.Publisher<ByteBuffer> err() {
    return err;
  }

  /** The names go at once, so that new pipes of the same name are new pipes. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      out.fifo().unlink();
      err.fifo().unlink();
      out.finish();
      err.finish();
    }
  }

  /** The next child is about to be connected. */
  void part() {
    out.part();
    err.part();
  }

  /** Whether children may still be connected. Hold this object's lock while connecting one. */
  boolean isOpen() {
    return !closed;
  }

  Fifo outFifo() {
    return out.fifo();
  }

  Fifo errFifo() {
    return err.fifo();
  }

  /** Hands on what has been written so far, as far as it is asked for. On the loop's thread. */
  void readNow() {
    out.ready();
    err.ready();
  }
}
