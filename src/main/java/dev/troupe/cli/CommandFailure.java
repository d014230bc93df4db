package dev.troupe.cli;

import java.io.Serial;

/** Ends a command with a message for the user. */
final class CommandFailure extends Exception {
  @Serial private static final long serialVersionUID = 1;

  /**
   * @param message what failed, on what, why, and the remedy
   */
  CommandFailure(String message) {
    super(message, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
