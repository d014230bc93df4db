package dev.troupe.os;

/** What came of opening a socket. */
public sealed interface SocketResult<T> {

  /** It is open. */
  record Opened<T>(T value) implements SocketResult<T> {}

  /**
   * It could not be opened.
   *
   * @param errno the system's error number, positive
   * @param message what failed, on which address, and why: {@code cannot listen on port 80:
   *     Permission denied}
   */
  record Refused<T>(int errno, String message) implements SocketResult<T> {}
}
