package dev.troupe.os.linux;

/** Error numbers as errno(3) has them on x86-64 and aarch64. */
final class Errno {
  static final int EINTR = 4;
  static final int ENOEXEC = 8;
  static final int ECHILD = 10;
  static final int EAGAIN = 11;
  static final int EEXIST = 17;

  private Errno() {}
}
