package dev.troupe;

import dev.troupe.logs.CopyingRotation;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output as the daemon's log goes to it. It leads into a file that whoever started the
 * daemon has opened; from time to time that file is rotated. Thread-safe.
 */
final class DaemonLogStream extends OutputStream {
  /** How much is written between two looks at the file's size. */
  private static final int LOOK_EVERY = 64 * 1024;

  private final OutputStream out;
  private final CopyingRotation rotation;

  private long untilLook;

  DaemonLogStream(OutputStream out, CopyingRotation rotation) {
    this.out = out;
    this.rotation = rotation;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    if (untilLook <= 0) {
      untilLook = LOOK_EVERY;
      rotation.rotateIfLarge();
    }
    untilLook -= length;
    out.write(bytes, from, length);
  }

  @Override
  public synchronized void flush() throws IOException {
    out.flush();
  }
}
