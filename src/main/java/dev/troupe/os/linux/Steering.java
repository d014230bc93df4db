package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Tells the kernel which sockets of a port get new connections: a small program in its classic
 * filter language (BPF) that it runs for each of them, and whose result is a socket's index.
 */
final class Steering {
  private static final short LOAD = 0x20;
  private static final short MODULO = 0x94;
  private static final short JUMP_IF_EQUAL = 0x15;
  private static final short RETURN = 0x06;

  /** SKF_AD_OFF + SKF_AD_RANDOM: loads a random number in place of a packet's byte. */
  private static final int RANDOM = -0x1000 + 56;

  private static final int INSTRUCTION = 8;
  private static final int PROGRAM = 16;
  private static final int PROGRAM_CODE = 8;

  private Steering() {}

  /**
   * Sockets with these indices get new connections, at random; the index is the listen order.
   *
   * @return as in {@link Libc}: where the kernel has no such thing, all go on getting connections
   */
  static int attach(int fd, List<Integer> indices) {
    try (var arena = Arena.ofConfined()) {
      var code = arena.allocate((2L + 2L * indices.size()) * INSTRUCTION, 8);
      int length = write(code, indices);
      var program = arena.allocate(PROGRAM, 8);
      program.set(JAVA_SHORT, 0, (short) length);
      program.set(ADDRESS, PROGRAM_CODE, code);
      return SocketCalls.setOption(
          fd, SocketCalls.SOL_SOCKET, SocketCalls.SO_ATTACH_REUSEPORT_CBPF, program);
    }
  }

  /** All sockets get new connections, by a hash of the peer's address. */
  static int detach(int fd) {
    return SocketCalls.setOption(
        fd, SocketCalls.SOL_SOCKET, SocketCalls.SO_DETACH_REUSEPORT_BPF, 0);
  }

  /** {@code switch (random() % n) { case 0: return first; case 1: return second; ... }}. */
  private static int write(MemorySegment code, List<Integer> indices) {
    int last = indices.size() - 1;
    int at = 0;
    at = write(code, at, LOAD, 0, RANDOM);
    at = write(code, at, MODULO, 0, indices.size());
    for (int i = 0; i < last; i++) {
      at = write(code, at, JUMP_IF_EQUAL, 1, i);
      at = write(code, at, RETURN, 0, indices.get(i));
    }
    return write(code, at, RETURN, 0, indices.get(last));
  }

  private static int write(MemorySegment code, int at, short operation, int skipIfNot, int value) {
    long offset = (long) at * INSTRUCTION;
    code.set(JAVA_SHORT, offset, operation);
    code.set(JAVA_BYTE, offset + 3, (byte) skipIfNot);
    code.set(JAVA_INT, offset + 4, value);
    return at + 1;
  }
}
