package dev.troupe.cli;

import java.io.IOException;
import java.io.Serial;

/** Nobody listens on the daemon's socket; no request has been sent. */
final class NoDaemonException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  NoDaemonException(String message) {
    super(message);
  }
}
