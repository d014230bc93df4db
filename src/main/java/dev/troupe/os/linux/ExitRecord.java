package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.troupe.model.ExitStatus;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * How a process has ended that is somebody else's child: Linux 6.15 and newer tell whoever holds
 * its pidfd, once its parent has reaped it (PIDFD_GET_INFO).
 */
final class ExitRecord {
  /** {@code struct pidfd_info} as of Linux 6.15. */
  private static final int SIZE = 72;

  private static final int MASK = 0;
  private static final int EXIT_CODE = 60;
  private static final long WITH_EXIT = 8;

  private ExitRecord() {}

  /** Whether this kernel knows the question. */
  static boolean isKept(int pidfd, MemorySegment buffer) {
    return ask(pidfd, buffer) == 0;
  }

  /** Empty as long as the process has not been reaped. */
  static Optional<ExitStatus> of(int pidfd, MemorySegment buffer) {
    return ask(pidfd, buffer) == 0 && (buffer.get(JAVA_LONG, MASK) & WITH_EXIT) != 0
        ? Optional.of(status(buffer.get(JAVA_INT, EXIT_CODE)))
        : Optional.empty();
  }

  private static int ask(int pidfd, MemorySegment buffer) {
    buffer.asSlice(0, SIZE).fill((byte) 0).set(JAVA_LONG, MASK, WITH_EXIT);
    return Libc.pidfdInfo(pidfd, buffer);
  }

  /** As wait(2) gives it. */
  static ExitStatus status(int code) {
    int signal = code & 0x7f;
    return signal == 0 ? new ExitStatus.Exited(code >> 8 & 0xff) : new ExitStatus.Signaled(signal);
  }
}
