package dev.troupe.cli;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;

/**
 * Nobody reads what the command writes, as in {@code troupe logs | head}: nobody is left to tell.
 */
final class OutputClosedException extends UncheckedIOException {
  @Serial private static final long serialVersionUID = 1;

  OutputClosedException(IOException cause) {
    super(cause);
  }
}
