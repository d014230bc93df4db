package dev.troupe.cli;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The daemon closed the connection before the first byte of an answer. The system resets a
 * connection whose request has not been read to its end: then nothing has been done.
 */
final class HungUpException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private final boolean isRead;

  /**
   * @param isRead whether the request has been read, and so may have been carried out
   * @param cause what became of the connection if it was reset
   */
  HungUpException(boolean isRead, @Nullable IOException cause) {
    super("the daemon closed the connection without an answer", cause);
    this.isRead = isRead;
  }

  boolean isRead() {
    return isRead;
  }
}
