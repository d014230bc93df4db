package dev.troupe.http;

/** Whether clients can come in by a door. */
public sealed interface Door {

  /**
   * They can.
   *
   * @param address {@code 127.0.0.1:9615}, or the path of a socket file
   */
  record Open(String address) implements Door {}

  /**
   * They can't.
   *
   * @param reason why, and the remedy
   */
  record Closed(String reason) implements Door {}
}
