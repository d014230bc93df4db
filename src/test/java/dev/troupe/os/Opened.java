package dev.troupe.os;

/** Unpacks what came of opening a socket. */
final class Opened {
  private Opened() {}

  static <T> T value(SocketResult<T> result) {
    return switch (result) {
      case SocketResult.Opened<T>(var value) -> value;
      case SocketResult.Refused<T>(_, var message) -> throw new AssertionError(message);
    };
  }

  static <T> SocketResult.Refused<T> refused(SocketResult<T> result) {
    return switch (result) {
      case SocketResult.Opened<T>(var value) -> throw new AssertionError("it is open: " + value);
      case SocketResult.Refused<T> refused -> refused;
    };
  }
}
