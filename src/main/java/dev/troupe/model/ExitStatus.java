package dev.troupe.model;

/** How a child ended. */
public sealed interface ExitStatus {

  /**
   * It called {@code exit}.
   *
   * @param code 0 to 255
   */
  record Exited(int code) implements ExitStatus {}

  /**
   * A signal ended it.
   *
   * @param signal the signal's number
   */
  record Signaled(int signal) implements ExitStatus {}

  /** It ended while no daemon was there to see how. */
  record Unknown() implements ExitStatus {}
}
