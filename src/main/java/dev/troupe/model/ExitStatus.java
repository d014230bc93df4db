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
   * @param outOfMemory whether that was the kernel's, for it had used all the memory it may have
   */
  record Signaled(int signal, boolean outOfMemory) implements ExitStatus {

    /** For another reason than memory, or nobody knows. */
    public Signaled(int signal) {
      this(signal, false);
    }

    /** {@code signal 9}, or {@code signal 9, out of memory}. */
    public String words() {
      return "signal " + signal + (outOfMemory ? ", out of memory" : "");
    }
  }

  /** It ended while no daemon was there to see how. */
  record Unknown() implements ExitStatus {}
}
