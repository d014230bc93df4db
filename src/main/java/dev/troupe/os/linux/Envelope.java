package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Bytes on a socket together with descriptors: {@code struct msghdr} of sendmsg(2) and recvmsg(2).
 */
final class Envelope {
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;
  private static final int SCM_RIGHTS = 1;

  // struct msghdr
  private static final int HEADER_SIZE = 56;
  private static final int PARTS = 16;
  private static final int PART_COUNT = 24;
  private static final int CONTROL = 32;
  private static final int CONTROL_LENGTH = 40;

  // struct iovec
  private static final int PART_SIZE = 16;
  private static final int PART_LENGTH = 8;

  // struct cmsghdr with descriptors behind it
  private static final int LEVEL = 8;
  private static final int TYPE = 12;
  private static final int DESCRIPTORS = 16;
  private static final int ONE_DESCRIPTOR = 24;

  /** As many as one message can carry. */
  private static final int MOST_DESCRIPTORS = 253;

  /** What {@link #receive} got: {@code count} as from recvmsg(2) in {@link Libc}'s way. */
  record Received(long count, boolean hadDescriptors) {}

  private Envelope() {}

  /** Sends without waiting; the result is as from sendmsg(2) in {@link Libc}'s way. */
  static long send(int socket, MemorySegment bytes) {
    try (var arena = Arena.ofConfined()) {
      return SocketCalls.send(socket, header(arena, bytes), MSG_DONTWAIT | MSG_NOSIGNAL);
    }
  }

  /** As {@link #send}; a descriptor goes along if anything does. */
  static long send(int socket, MemorySegment bytes, int descriptor) {
    try (var arena = Arena.ofConfined()) {
      var control = arena.allocate(ONE_DESCRIPTOR, 8);
      control.set(JAVA_LONG, 0, DESCRIPTORS + 4L);
      control.set(JAVA_INT, LEVEL, SocketCalls.SOL_SOCKET);
      control.set(JAVA_INT, TYPE, SCM_RIGHTS);
      control.set(JAVA_INT, DESCRIPTORS, descriptor);
      var header = header(arena, bytes);
      header.set(ADDRESS, CONTROL, control);
      header.set(JAVA_LONG, CONTROL_LENGTH, ONE_DESCRIPTOR);
      return SocketCalls.send(socket, header, MSG_DONTWAIT | MSG_NOSIGNAL);
    }
  }

  /** Receives without waiting, and closes all descriptors that come along. */
  static Received receive(int socket, MemorySegment into) {
    try (var arena = Arena.ofConfined()) {
      var control = arena.allocate(DESCRIPTORS + 4L * MOST_DESCRIPTORS + 4, 8);
      var header = header(arena, into);
      header.set(ADDRESS, CONTROL, control);
      header.set(JAVA_LONG, CONTROL_LENGTH, control.byteSize());
      long count = SocketCalls.receive(socket, header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
      boolean hasControl = count >= 0 && header.get(JAVA_LONG, CONTROL_LENGTH) > DESCRIPTORS;
      return new Received(count, hasControl && closeAll(control));
    }
  }

  private static MemorySegment header(Arena arena, MemorySegment bytes) {
    var part = arena.allocate(PART_SIZE, 8);
    part.set(ADDRESS, 0, bytes);
    part.set(JAVA_LONG, PART_LENGTH, bytes.byteSize());
    var header = arena.allocate(HEADER_SIZE, 8);
    header.set(ADDRESS, PARTS, part);
    header.set(JAVA_LONG, PART_COUNT, 1);
    return header;
  }

  /** Nothing but descriptors is ever asked for, so the first control message is the only one. */
  private static boolean closeAll(MemorySegment control) {
    long length = control.get(JAVA_LONG, 0);
    for (long at = DESCRIPTORS; at + 4 <= length; at += 4) {
      Libc.close(control.get(JAVA_INT, at));
    }
    return length > DESCRIPTORS;
  }
}
