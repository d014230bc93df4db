package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Messages on their way into a socket: what it does not take at once waits, in order. Not safe for
 * use by several threads.
 */
final class Outbox {
  /** Instead of a descriptor: the message goes alone. */
  static final int ALONE = -1;

  /** Bytes given to the kernel at a time. */
  private static final int PIECE = 128 * 1024;

  private final Deque<Letter> waiting = new ArrayDeque<>();
  private long size;

  /** Adds a message; a descriptor is closed once it is sent or given up. */
  void add(byte[] bytes, int descriptor) {
    waiting.add(new Letter(bytes, descriptor));
    size += bytes.length;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Bytes that wait, those of the foremost message in full. */
  long size() {
    return size;
  }

  /**
   * Sends as much as the socket takes.
   *
   * @return why it takes no more, as in {@link Libc}; 0 if all is sent
   */
  int flush(int socket) {
    while (!waiting.isEmpty()) {
      var first = waiting.getFirst();
      int result = first.send(socket);
      if (result < 0) {
        return result;
      }
      waiting.removeFirst();
      size -= first.bytes.length;
    }
    return 0;
  }

  void clear() {
    waiting.forEach(Letter::closeDescriptor);
    waiting.clear();
    size = 0;
  }

  private static final class Letter {
    private final byte[] bytes;
    private int descriptor;
    private int sent;

    Letter(byte[] bytes, int descriptor) {
      this.bytes = bytes;
      this.descriptor = descriptor;
    }

    int send(int socket) {
      while (sent < bytes.length) {
        long count = sendPiece(socket);
        if (count < 0) {
          return (int) count;
        }
        sent += (int) count;
        // It rides on the first byte.
        closeDescriptor();
      }
      return 0;
    }

    private long sendPiece(int socket) {
      int length = Math.min(PIECE, bytes.length - sent);
      try (var arena = Arena.ofConfined()) {
        var piece = arena.allocate(length);
        MemorySegment.copy(bytes, sent, piece, JAVA_BYTE, 0, length);
        return descriptor == ALONE
            ? Envelope.send(socket, piece)
            : Envelope.send(socket, piece, descriptor);
      }
    }

    private void closeDescriptor() {
      if (descriptor != ALONE) {
        Libc.close(descriptor);
        descriptor = ALONE;
      }
    }
  }
}
