package dev.troupe.os.linux;

import dev.troupe.os.ListenAddress;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * One IP address and port to bind to.
 *
 * @param onlyV6 whether an IPv6 socket refuses IPv4
 */
record Place(InetAddress host, int port, boolean onlyV6) {
  /** What came of {@link #first}. */
  sealed interface Outcome {}

  /**
   * A socket is bound.
   *
   * @param place with its real port
   */
  record Bound(Place place, int fd) implements Outcome {}

  record Failed(int errno) implements Outcome {}

  /** There was no place to try. */
  record NoLiteral() implements Outcome {}

  private static final String ALL_V6 = "::";
  private static final String ALL_V4 = "0.0.0.0";

  /** Where an address may mean, best first; empty if its host is no IP address. */
  static List<Place> of(ListenAddress.Tcp tcp) {
    if (tcp.host() != null) {
      return literal(tcp.host(), tcp.port(), tcp.onlyV6());
    }
    var v6 = literal(ALL_V6, tcp.port(), tcp.onlyV6()).getFirst();
    return tcp.onlyV6() ? List.of(v6) : List.of(v6, literal(ALL_V4, tcp.port(), false).getFirst());
  }

  /** Where a socket is bound that was opened for this address. */
  static Place ofSocket(int fd, ListenAddress.Tcp tcp) {
    int family = SocketAddressLayout.boundFamily(fd);
    return of(tcp).stream()
        .filter(place -> SocketAddressLayout.family(place.host) == family)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a socket of another family at " + tcp));
  }

  /** As for TCP; also empty if the host is of the other family. */
  static List<Place> of(ListenAddress.Udp udp) {
    var all = udp.isV6() ? ALL_V6 : ALL_V4;
    var host = udp.host() == null ? all : udp.host();
    int family = udp.isV6() ? SocketCalls.AF_INET6 : SocketCalls.AF_INET;
    return literal(host, udp.port(), udp.onlyV6()).stream()
        .filter(place -> SocketAddressLayout.family(place.host) == family)
        .toList();
  }

  /**
   * Binds at the first place, or at the next if this machine does not have the first one's kind of
   * address.
   *
   * @param binding gives a descriptor, or an error number with its sign turned
   */
  static Outcome first(List<Place> places, ToIntFunction<Place> binding) {
    Outcome outcome = new NoLiteral();
    for (var place : places) {
      int fd = binding.applyAsInt(place);
      if (fd >= 0) {
        var real = new Place(place.host, SocketAddressLayout.port(fd), place.onlyV6);
        return new Bound(real, fd);
      }
      outcome = new Failed(-fd);
      if (fd != -Errno.EAFNOSUPPORT && fd != -Errno.EADDRNOTAVAIL) {
        return outcome;
      }
    }
    return outcome;
  }

  /**
   * A new socket bound here, or why not as in {@link Libc}.
   *
   * @param options of the socket itself, switched on before
   */
  int bind(int type, int... options) {
    int fd = SocketCalls.open(SocketAddressLayout.family(host), type);
    if (fd < 0) {
      return fd;
    }
    for (int option : options) {
      SocketCalls.setOption(fd, SocketCalls.SOL_SOCKET, option, 1);
    }
    int bound = bind(fd);
    if (bound < 0) {
      Libc.close(fd);
      return bound;
    }
    return fd;
  }

  private int bind(int fd) {
    if (SocketAddressLayout.family(host) == SocketCalls.AF_INET6) {
      SocketCalls.setOption(fd, SocketCalls.IPPROTO_IPV6, SocketCalls.IPV6_V6ONLY, onlyV6 ? 1 : 0);
    }
    try (var arena = Arena.ofConfined()) {
      return SocketCalls.bind(fd, SocketAddressLayout.of(arena, host, port));
    }
  }

  private static List<Place> literal(String host, int port, boolean onlyV6) {
    try {
      return List.of(new Place(InetAddress.ofLiteral(host), port, onlyV6));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}
