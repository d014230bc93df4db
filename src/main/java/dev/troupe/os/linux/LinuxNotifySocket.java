package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.troupe.os.ListenAddress;
import dev.troupe.os.NotifySocket;
import dev.troupe.os.SocketResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A datagram socket that children write to, read by the event loop. */
final class LinuxNotifySocket implements NotifySocket, EventSource {
  /** What systemd takes too; a longer message is passed over. */
  private static final int LONGEST_MESSAGE = 4096;

  /** Messages taken in a row before others get their turn. */
  private static final int BATCH = 64;

  private final EventLoop loop;
  private final String path;
  private final int fd;
  private final Consumer<String> taker;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** The loop's thread's. */
  private boolean released;

  private LinuxNotifySocket(EventLoop loop, String path, int fd, Consumer<String> taker) {
    this.loop = loop;
    this.path = path;
    this.fd = fd;
    this.taker = taker;
  }

  static SocketResult<NotifySocket> open(
      EventLoop loop, Path directory, String name, Consumer<String> taker) {
    var path = directory.resolve(name).toString();
    if (!SocketAddressLayout.fits(path)) {
      return Refusal.pathTooLong(path);
    }
    prepare(directory);
    // Nobody else uses this directory: what is there is a dead daemon's.
    SocketFile.unlink(path);
    int fd = SocketFile.bind(path, SocketCalls.DATAGRAM | SocketCalls.NONBLOCK);
    if (fd < 0) {
      return Refusal.of(new ListenAddress.Unix(path), -fd);
    }
    var socket = new LinuxNotifySocket(loop, path, fd, taker);
    loop.execute(socket::watch);
    return new SocketResult.Opened<>(socket);
  }

  @Override
  public String path() {
    return path;
  }

  /** The name goes at once, so that a new socket of the same name is a new one. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      SocketFile.unlink(path);
      loop.execute(this::release);
    }
  }

  /** Descriptors that come with a message are dropped by the kernel, for nobody asks for them. */
  @Override
  public boolean ready() {
    var buffer = loop.buffer();
    for (int i = 0; i < BATCH && !released; i++) {
      long length = Libc.read(fd, buffer, LONGEST_MESSAGE + 1L);
      if (length < 0) {
        return false;
      }
      if (length <= LONGEST_MESSAGE) {
        var bytes = buffer.asSlice(0, length).toArray(JAVA_BYTE);
        taker.accept(new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return true;
  }

  @Override
  public void abandon() {
    release();
  }

  private void watch() {
    loop.enroll(this);
    loop.watchUrgently(fd, Epoll.READABLE, this);
  }

  private void release() {
    if (released) {
      return;
    }
    released = true;
    loop.unwatchUrgent(fd);
    loop.dismiss(this);
    Libc.close(fd);
  }

  private static void prepare(Path directory) {
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      // Binding there says why it does not work.
    }
  }
}
