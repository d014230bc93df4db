package dev.troupe.os.portable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A child's standard input. Java's pipe blocks when it is full, so a thread of its own writes; it
 * lives only while there is something to write.
 */
final class StdinWriter {
  /** As much as waits at most; a pipe's usual capacity. One larger write is taken if none waits. */
  private static final int CAPACITY = 64 * 1024;

  private final OutputStream out;
  // All three guarded by this.
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean closed;

  StdinWriter(OutputStream out) {
    this.out = out;
  }

  /** False if the child has ended or does not keep up. */
  synchronized boolean write(byte[] bytes) {
    if (closed || (waitingBytes > 0 && waitingBytes + bytes.length > CAPACITY)) {
      return false;
    }
    if (waiting.isEmpty()) {
      Thread.ofPlatform().daemon().name("troupe-stdin").start(this::writeAll);
    }
    waiting.add(bytes.clone());
    waitingBytes += bytes.length;
    return true;
  }

  synchronized void close() {
    closed = true;
  }

  private void writeAll() {
    try {
      for (var bytes = first(); bytes.length > 0; bytes = next(bytes)) {
        out.write(bytes);
        out.flush();
      }
    } catch (IOException e) {
      close();
    }
  }

  private synchronized byte[] first() {
    var first = waiting.peek();
    return first == null ? new byte[0] : first;
  }

  /** The written one leaves the queue only now, so that nobody else begins to write. */
  private synchronized byte[] next(byte[] written) {
    waiting.remove();
    waitingBytes -= written.length;
    return first();
  }
}
