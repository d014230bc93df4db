package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.troupe.os.ChildFiles;
import dev.troupe.os.ListenAddress;
import dev.troupe.os.NotifySocket;
import dev.troupe.os.SocketResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A datagram socket that children write to, read by the event loop. */
final class LinuxNotifySocket implements NotifySocket, EventSource {
  private static final String FOLDER = "notify";

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
      EventLoop loop,
      ChildFiles files,
      String name,
      @Nullable String user,
      Consumer<String> taker) {
    try {
      var path = files.folder(FOLDER, user).resolve(name);
      return SocketAddressLayout.fits(path.toString())
          ? open(loop, files, path, user, taker)
          : Refusal.pathTooLong(path.toString());
    } catch (IOException e) {
      return Refusal.noFolder(e);
    }
  }

  private static SocketResult<NotifySocket> open(
      EventLoop loop, ChildFiles files, Path file, @Nullable String user, Consumer<String> taker)
      throws IOException {
    var path = file.toString();
    // Nobody else uses this directory: what is there is a dead daemon's.
    SocketFile.unlink(path);
    int fd = SocketFile.bind(path, SocketCalls.DATAGRAM | SocketCalls.NONBLOCK);
    if (fd < 0) {
      return Refusal.of(new ListenAddress.Unix(path), -fd);
    }
    try {
      files.give(file, user);
    } catch (IOException e) {
      SocketFile.unlink(path);
      Libc.close(fd);
      throw e;
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
}
