package dev.troupe.http;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket file in the home directory, the command line's way in. */
final class UnixDoor {
  private static final Logger log = LoggerFactory.getLogger(UnixDoor.class);

  /** Each costs a file descriptor, and the children need some too. */
  private static final int MAX_CONNECTIONS = 256;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ActorSystem<?> system;
  private final ServerSocketChannel server;
  private final Path socket;
  private final Object identity;
  private final Function<SocketChannel, CompletionStage<Done>> serve;
  private final Semaphore free = new Semaphore(MAX_CONNECTIONS);

  private UnixDoor(
      ActorSystem<?> system,
      ServerSocketChannel server,
      Path socket,
      Function<SocketChannel, CompletionStage<Done>> serve)
      throws IOException {
    this.system = system;
    this.server = server;
    this.socket = socket;
    this.identity = identity(socket);
    this.serve = serve;
  }

  /**
   * Listens at {@code socket}, in place of the file that a dead daemon left there.
   *
   * @param serve what is done with a connection; completes when it is over
   */
  static Bound open(
      ActorSystem<?> system, Path socket, Function<SocketChannel, CompletionStage<Done>> serve) {
    try {
      if (isNoSocket(socket)) {
        return Bound.closed("%s is no socket: move it away".formatted(socket));
      }
      if (isAnswered(socket)) {
        return Bound.closed(
            "%s belongs to another running daemon: end it, or use another home directory"
                .formatted(socket));
      }
      var door = new UnixDoor(system, listen(socket), socket, serve);
      Thread.startVirtualThread(door::acceptAll);
      return new Bound(new Door.Open(socket.toString()), door::close);
    } catch (IOException e) {
      return Bound.closed(
          "%s: %s: the home directory must be writable and its path short"
              .formatted(socket, e.getMessage()));
    }
  }

  private static boolean isNoSocket(Path file) throws IOException {
    try {
      return !Files.readAttributes(file, BasicFileAttributes.class).isOther();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static boolean isAnswered(Path socket) {
    try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Permissions come after binding: so under another name, until they are right. It is no longer
   * than the real one, as the path of a socket may have some 100 bytes only.
   */
  private static ServerSocketChannel listen(Path socket) throws IOException {
    var name = socket.getFileName().toString();
    var unfinished = socket.resolveSibling(name.substring(1) + "~");
    Files.deleteIfExists(unfinished);
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(unfinished));
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
      Files.move(unfinished, socket, ATOMIC_MOVE);
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private void acceptAll() {
    try {
      while (true) {
        free.acquireUninterruptibly();
        admit(server.accept());
      }
    } catch (ClosedChannelException e) {
      log.debug("{} is closed", socket);
    } catch (IOException e) {
      log.warn(
          "{}: can't accept a connection, trying again in {}: {}", socket, PAUSE, e.toString());
      free.release();
      system
          .scheduler()
          .scheduleOnce(
              PAUSE, () -> Thread.startVirtualThread(this::acceptAll), system.executionContext());
    }
  }

  private void admit(SocketChannel connection) throws IOException {
    try {
      var _ = serve.apply(connection).whenComplete((_, _) -> free.release());
    } catch (IllegalStateException e) {
      log.warn("{}: the actor system has ended, the socket closes: {}", socket, e.getMessage());
      connection.close();
      server.close();
    }
  }

  private CompletionStage<Done> close() {
    try {
      server.close();
      if (Objects.equals(identity, identity(socket))) {
        Files.deleteIfExists(socket);
      }
    } catch (NoSuchFileException e) {
      log.debug("{} was gone already", socket);
    } catch (IOException e) {
      log.warn("{}: could not be removed: {}", socket, e.toString());
    }
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  /** Tells our file from the one of a daemon that took the place. */
  private static Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }
}
