package dev.troupe.os.linux;

import dev.troupe.os.ListenAddress;
import dev.troupe.os.SocketResult;
import java.io.IOException;

/** Says in one line why a socket could not be opened. */
final class Refusal {
  private Refusal() {}

  static <T> SocketResult<T> of(ListenAddress address, int errno) {
    return new SocketResult.Refused<>(
        errno, "cannot listen on " + words(address) + ": " + Libc.message(errno));
  }

  static <T> SocketResult<T> noLiteral(ListenAddress address) {
    return because(
        address, Errno.EINVAL, "its host must be an IP address of that kind, such as 127.0.0.1");
  }

  static <T> SocketResult<T> pathTooLong(String path) {
    return because(
        new ListenAddress.Unix(path),
        Errno.ENAMETOOLONG,
        "the path of a socket can have "
            + SocketAddressLayout.LONGEST_PATH
            + " bytes at most; choose a shorter one");
  }

  /** The folder a socket was to lie in cannot be used. */
  static <T> SocketResult<T> noFolder(IOException why) {
    return new SocketResult.Refused<>(
        Errno.EACCES, "cannot open a notify socket: " + why.getMessage());
  }

  private static <T> SocketResult<T> because(ListenAddress address, int errno, String why) {
    return new SocketResult.Refused<>(errno, "cannot listen on " + words(address) + ": " + why);
  }

  /** An address as messages have it. */
  static String words(ListenAddress address) {
    return switch (address) {
      case ListenAddress.Tcp(var host, var port, _) ->
          host == null ? "port " + port : host + " port " + port;
      case ListenAddress.Udp(var host, var port, _, _) ->
          host == null ? "UDP port " + port : host + " UDP port " + port;
      case ListenAddress.Unix(var path) -> path;
    };
  }
}
