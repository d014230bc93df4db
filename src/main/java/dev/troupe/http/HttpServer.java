package dev.troupe.http;

import dev.troupe.http.access.FileAccess;
import dev.troupe.http.access.KeyAccess;
import dev.troupe.http.access.Provenance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/**
 * The control endpoint of a daemon: one set of routes behind two doors, a socket file for those who
 * can open it and a TCP port for those who know the token. Whoever gets in can run programs.
 *
 * <p>A door that does not open is no reason to fail: the daemon decides what it can do without.
 */
public final class HttpServer {
  private final Connections connections;
  private final Bound unix;
  private final Bound tcp;

  private HttpServer(Connections connections, Bound unix, Bound tcp) {
    this.connections = connections;
    this.unix = unix;
    this.tcp = tcp;
  }

  /**
   * Where to listen.
   *
   * @param socket path of the socket file; its folder is for the owner alone
   * @param tcpEnabled whether to open the TCP port at all
   * @param host address for TCP
   * @param port for TCP; 0 takes a free one
   * @param allowRemote whether {@code host} may be more than this machine
   * @param tokenFile holds the token for TCP; made if missing
   * @param keysFile holds the named keys for TCP
   */
  public record Settings(
      Path socket,
      boolean tcpEnabled,
      String host,
      int port,
      boolean allowRemote,
      Path tokenFile,
      Path keysFile) {}

  /** Opens both doors. The stage does not fail: see {@link #unix()} and {@link #tcp()}. */
  public static CompletionStage<HttpServer> open(
      ActorSystem<?> system, Control control, Settings settings) {
    var connections = new Connections(system);
    var tcpDoor = new AtomicReference<Door>(new Door.Closed("it is about to open"));
    var locks = Locks.read(settings);
    var blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    var router = new Router(system, routes(control, connections, tcpDoor::get, locks, blocking));
    var unix =
        UnixDoor.open(
            system,
            settings.socket(),
            channel ->
                connections.serve(
                    SocketFlow.of(channel), request -> router.answer(request, new FileAccess())));
    return openTcp(system, settings, locks, connections, router)
        .thenApply(
            tcp -> {
              tcpDoor.set(tcp.door());
              return new HttpServer(connections, unix, tcp);
            });
  }

  static List<Route> routes(
      Control control,
      Connections connections,
      Supplier<Door> tcp,
      Locks locks,
      Executor blocking) {
    var routes = new ArrayList<Route>();
    routes.addAll(DaemonRoutes.of(control, tcp));
    routes.addAll(LogLevelRoutes.of());
    routes.addAll(AppRoutes.of(control));
    routes.addAll(MetricsRoutes.of(control, blocking));
    routes.addAll(JobRoutes.of(control));
    routes.addAll(StreamRoutes.of(control, connections));
    routes.addAll(LogFileRoutes.of(control));
    routes.addAll(KeyRoutes.of(locks, blocking));
    routes.addAll(SessionRoutes.of(locks, tcp));
    routes.addAll(PageRoutes.of());
    return List.copyOf(routes);
  }

  private static CompletionStage<Bound> openTcp(
      ActorSystem<?> system,
      Settings settings,
      Locks locks,
      Connections connections,
      Router router) {
    return switch (locks) {
      case Locks.Unusable(var reason) -> CompletableFuture.completedFuture(Bound.closed(reason));
      case Locks.Usable(var keys, var sessions) -> {
        var provenance = new Provenance(settings.host(), settings.allowRemote());
        var access = new KeyAccess(provenance, keys, sessions);
        yield TcpDoor.open(
            system,
            settings.host(),
            settings.port(),
            settings.allowRemote(),
            socket ->
                connections.serve(
                    socket,
                    request ->
                        router
                            .answer(request, access)
                            .thenApply(answer -> Squeeze.answer(request, answer))));
      }
    };
  }

  /** The socket file. */
  public Door unix() {
    return unix.door();
  }

  /** The TCP port. */
  public Door tcp() {
    return tcp.door();
  }

  /**
   * Closes both doors, ends all streams and waits until the requests being answered have got their
   * answers. Call it before the actor system ends.
   *
   * @param patience after which connections still open are cut off
   */
  public CompletionStage<Done> close(Duration patience) {
    return unix.unbind()
        .get()
        .thenCombine(tcp.unbind().get(), (_, done) -> done)
        .thenCompose(_ -> connections.close(patience));
  }
}
