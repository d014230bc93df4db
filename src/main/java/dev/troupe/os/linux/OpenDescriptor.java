package dev.troupe.os.linux;

import dev.troupe.os.Handle;

/** A handle of this engine's. */
interface OpenDescriptor extends Handle {

  /**
   * A second descriptor for the same socket, to be closed by the caller; or why not as in {@link
   * Libc}, EBADF if this one has been closed.
   */
  int duplicate();
}
