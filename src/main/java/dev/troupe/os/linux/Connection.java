package dev.troupe.os.linux;

/** A connection that the daemon has accepted. */
final class Connection implements OpenDescriptor {
  private final int fd;
  private boolean closed;

  Connection(int fd) {
    this.fd = fd;
  }

  @Override
  public synchronized int duplicate() {
    return closed ? -Errno.EBADF : Libc.duplicate(fd);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Libc.close(fd);
    }
  }
}
