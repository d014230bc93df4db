package dev.troupe.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/** A TCP port, the way in for the page and for other tools. */
final class TcpDoor {
  private static final int MAX_CONNECTIONS = 256;

  /** Connections that wait to be accepted; one too many is tried again by its client after 1 s. */
  private static final int BACKLOG = 511;

  /** Above what an action can take: no bytes flow meanwhile. Streams have their keep-alive. */
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

  private TcpDoor() {}

  /**
   * Listens at {@code host} and {@code port}.
   *
   * @param port 0 takes a free one
   * @param allowRemote whether {@code host} may be more than this machine
   * @param serve what is done with a connection; completes when it is over
   */
  static CompletionStage<Bound> open(
      ActorSystem<?> system,
      String host,
      int port,
      boolean allowRemote,
      Function<Flow<ByteString, ByteString, NotUsed>, CompletionStage<Done>> serve) {
    var refusal = allowRemote ? Optional.<String>empty() : refusal(host);
    return refusal.isPresent()
        ? CompletableFuture.completedFuture(Bound.closed(refusal.get()))
        : bind(system, host, port, serve);
  }

  private static Optional<String> refusal(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress()
          ? Optional.empty()
          : Optional.of(
              ("%s can be reached from other machines, and who reaches this endpoint can run"
                      + " programs: set host to 127.0.0.1, or allow-remote to true")
                  .formatted(host));
    } catch (UnknownHostException e) {
      return Optional.of("host %s is unknown: set it to 127.0.0.1".formatted(host));
    }
  }

  private static CompletionStage<Bound> bind(
      ActorSystem<?> system,
      String host,
      int port,
      Function<Flow<ByteString, ByteString, NotUsed>, CompletionStage<Done>> serve) {
    return Tcp.get(system)
        .bind(host, port, BACKLOG, List.of(), false, Optional.<Duration>empty())
        .mapAsyncUnordered(
            MAX_CONNECTIONS, connection -> serve.apply(idleClosed(connection.flow())))
        .toMat(Sink.ignore(), Keep.left())
        .run(system)
        .handle(
            (binding, failure) ->
                failure == null ? bound(binding) : Bound.closed(taken(host, port, failure)));
  }

  private static Flow<ByteString, ByteString, NotUsed> idleClosed(
      Flow<ByteString, ByteString, NotUsed> connection) {
    return BidiFlow.<ByteString, ByteString>bidirectionalIdleTimeout(IDLE_TIMEOUT).join(connection);
  }

  private static Bound bound(Tcp.ServerBinding binding) {
    return new Bound(
        new Door.Open(text(binding.localAddress())),
        () -> binding.unbind().thenApply(_ -> Done.getInstance()));
  }

  private static String text(InetSocketAddress address) {
    var host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static String taken(String host, int port, Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return "can't listen at %s:%d (%s): end what listens there, or set another port"
        .formatted(host, port, cause.getMessage());
  }
}
