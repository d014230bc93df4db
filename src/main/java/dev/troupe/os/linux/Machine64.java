package dev.troupe.os.linux;

/** What differs between the two processors this engine knows. */
final class Machine64 {
  private static final boolean X86 = System.getProperty("os.arch").equals("amd64");

  static final int SYS_GETDENTS = X86 ? 217 : 61;

  /** {@code struct epoll_event} is packed on x86-64. */
  static final int EPOLL_EVENT_SIZE = X86 ? 12 : 16;

  static final int EPOLL_EVENT_DATA = X86 ? 4 : 8;

  private Machine64() {}

  static boolean isKnown() {
    return X86 || System.getProperty("os.arch").equals("aarch64");
  }
}
