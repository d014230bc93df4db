package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Addresses as the kernel lays them out: {@code struct sockaddr_in} and its kin. */
final class SocketAddressLayout {
  /** What fits into {@code sun_path} with its end. */
  static final int LONGEST_PATH = 107;

  private static final ValueLayout.OfShort NETWORK_SHORT =
      JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

  private static final int V4_SIZE = 16;
  private static final int V4_HOST = 4;
  private static final int V6_SIZE = 28;
  private static final int V6_HOST = 8;
  private static final int V6_SCOPE = 24;
  private static final int UNIX_SIZE = 110;
  private static final int PORT = 2;
  private static final int PATH = 2;

  private SocketAddressLayout() {}

  static int family(InetAddress host) {
    return host instanceof Inet6Address ? SocketCalls.AF_INET6 : SocketCalls.AF_INET;
  }

  static MemorySegment of(Arena arena, InetAddress host, int port) {
    var address =
        switch (host) {
          case Inet6Address v6 -> {
            var layout = arena.allocate(V6_SIZE, 8);
            layout.set(JAVA_INT, V6_SCOPE, v6.getScopeId());
            MemorySegment.copy(v6.getAddress(), 0, layout, JAVA_BYTE, V6_HOST, 16);
            yield layout;
          }
          case InetAddress v4 -> {
            var layout = arena.allocate(V4_SIZE, 8);
            MemorySegment.copy(v4.getAddress(), 0, layout, JAVA_BYTE, V4_HOST, 4);
            yield layout;
          }
        };
    address.set(JAVA_SHORT, 0, (short) family(host));
    address.set(NETWORK_SHORT, PORT, (short) port);
    return address;
  }

  /**
   * The address of a file.
   *
   * @param path no longer than {@link #LONGEST_PATH}, see {@link #fits}
   */
  static MemorySegment of(Arena arena, String path) {
    var bytes = path.getBytes(StandardCharsets.UTF_8);
    var layout = arena.allocate(UNIX_SIZE, 8);
    layout.set(JAVA_SHORT, 0, (short) SocketCalls.AF_UNIX);
    MemorySegment.copy(bytes, 0, layout, JAVA_BYTE, PATH, bytes.length);
    return layout;
  }

  static boolean fits(String path) {
    return path.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH;
  }

  /** The family of the address a socket is bound to. */
  static int boundFamily(int fd) {
    try (var arena = Arena.ofConfined()) {
      var address = arena.allocate(V6_SIZE, 8);
      SocketCalls.name(fd, address);
      return address.get(JAVA_SHORT, 0);
    }
  }

  /** The port a socket is bound to. */
  static int port(int fd) {
    try (var arena = Arena.ofConfined()) {
      var address = arena.allocate(V6_SIZE, 8);
      SocketCalls.name(fd, address);
      return Short.toUnsignedInt(address.get(NETWORK_SHORT, PORT));
    }
  }
}
