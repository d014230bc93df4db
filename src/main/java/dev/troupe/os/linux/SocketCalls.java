package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The C library's functions for sockets; results as in {@link Libc}. */
final class SocketCalls {
  static final int AF_UNIX = 1;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;

  static final int STREAM = 1;
  static final int DATAGRAM = 2;
  static final int NONBLOCK = 0x800;
  static final int CLOEXEC = 0x80000;

  static final int SOL_SOCKET = 1;
  static final int SO_REUSEADDR = 2;
  static final int SO_REUSEPORT = 15;
  static final int SO_ATTACH_REUSEPORT_CBPF = 51;
  static final int SO_DETACH_REUSEPORT_BPF = 68;
  static final int IPPROTO_IPV6 = 41;
  static final int IPV6_V6ONLY = 26;

  private static final int SHUT_RDWR = 2;

  private static final MemorySegment ACCEPT = Libc.symbol("accept4");
  private static final MemorySegment BIND = Libc.symbol("bind");
  private static final MemorySegment CONNECT = Libc.symbol("connect");
  private static final MemorySegment GETSOCKNAME = Libc.symbol("getsockname");
  private static final MemorySegment LISTEN = Libc.symbol("listen");
  private static final MemorySegment RECVMSG = Libc.symbol("recvmsg");
  private static final MemorySegment SENDMSG = Libc.symbol("sendmsg");
  private static final MemorySegment SETSOCKOPT = Libc.symbol("setsockopt");
  private static final MemorySegment SHUTDOWN = Libc.symbol("shutdown");
  private static final MemorySegment SOCKET = Libc.symbol("socket");
  private static final MemorySegment SOCKETPAIR = Libc.symbol("socketpair");

  private SocketCalls() {}

  /** A new socket that no child gets by accident. */
  static int open(int family, int type) {
    return Libc.moveUp(Libc.asInt(SOCKET, family, type | CLOEXEC, 0, 0, 0, 0));
  }

  /** Two connected sockets, put into {@code ends}. */
  static int pair(MemorySegment ends) {
    return Libc.asInt(SOCKETPAIR, AF_UNIX, STREAM | CLOEXEC, 0, ends.address(), 0, 0);
  }

  static int setOption(int fd, int level, int name, int value) {
    try (var arena = Arena.ofConfined()) {
      return setOption(fd, level, name, arena.allocateFrom(JAVA_INT, value));
    }
  }

  static int setOption(int fd, int level, int name, MemorySegment value) {
    return Libc.asInt(SETSOCKOPT, fd, level, name, value.address(), value.byteSize(), 0);
  }

  static int bind(int fd, MemorySegment address) {
    return Libc.asInt(BIND, fd, address.address(), address.byteSize(), 0, 0, 0);
  }

  static int connect(int fd, MemorySegment address) {
    return Libc.asInt(CONNECT, fd, address.address(), address.byteSize(), 0, 0, 0);
  }

  /** Puts the address a socket is bound to into {@code address}. */
  static int name(int fd, MemorySegment address) {
    try (var arena = Arena.ofConfined()) {
      var length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
      return Libc.asInt(GETSOCKNAME, fd, address.address(), length.address(), 0, 0, 0);
    }
  }

  static int listen(int fd, int backlog) {
    return Libc.asInt(LISTEN, fd, backlog, 0, 0, 0, 0);
  }

  /** The next connection, non-blocking. */
  static int accept(int fd) {
    return Libc.asInt(ACCEPT, fd, 0, 0, NONBLOCK | CLOEXEC, 0, 0);
  }

  static long send(int fd, MemorySegment message, int flags) {
    return Libc.asLong(SENDMSG, fd, message.address(), flags, 0, 0, 0);
  }

  static long receive(int fd, MemorySegment message, int flags) {
    return Libc.asLong(RECVMSG, fd, message.address(), flags, 0, 0, 0);
  }

  /** Ends the socket itself, for all who share it. */
  static int shutdown(int fd) {
    return Libc.asInt(SHUTDOWN, fd, SHUT_RDWR, 0, 0, 0, 0);
  }
}
