package dev.troupe.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Graph;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.util.ByteString;

/** All open connections of both doors, and how they end. Thread-safe. */
final class Connections {
  private final ActorSystem<?> system;
  private final HttpLayer http;
  private final SharedKillSwitch requests = KillSwitches.shared("http-requests");
  private final SharedKillSwitch streams = KillSwitches.shared("http-streams");
  private final SharedKillSwitch bytes = KillSwitches.shared("http-bytes");
  private final Map<Long, CompletableFuture<Done>> open = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  Connections(ActorSystem<?> system) {
    this.system = system;
    this.http = new HttpLayer(system);
  }

  /**
   * Serves one connection.
   *
   * @return completes, never fails, when the connection is over
   */
  CompletionStage<Done> serve(
      Flow<ByteString, ByteString, NotUsed> socket,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    // Before it can bring a request: who closes meanwhile waits for it.
    long number = numbers.getAndIncrement();
    var over = new CompletableFuture<Done>();
    open.put(number, over);
    var served =
        http.connection(requests.flow(), handler)
            .watchTermination(Keep.right())
            .joinMat(socket.via(bytes.flow()).watchTermination(Keep.right()), Connections::both)
            .run(system);
    return served.handle(
        (_, _) -> {
          open.remove(number);
          over.complete(Done.getInstance());
          return Done.getInstance();
        });
  }

  private static CompletableFuture<Done> both(
      CompletionStage<Done> written, CompletionStage<Done> read) {
    return written
        .handle((_, _) -> Done.getInstance())
        .thenCombine(read.handle((_, _) -> Done.getInstance()), (done, _) -> done)
        .toCompletableFuture();
  }

  /** What an endless response passes, so that it ends when the endpoint closes. */
  Graph<FlowShape<ByteString, ByteString>, ?> untilClosing() {
    return streams.flow();
  }

  /**
   * Ends streams, lets requests that are being answered get their answers, and takes no more.
   *
   * @param patience after which what is still open is cut off
   */
  CompletionStage<Done> close(Duration patience) {
    streams.shutdown();
    requests.shutdown();
    var timer =
        system
            .scheduler()
            .scheduleOnce(
                patience,
                () -> bytes.abort(new IllegalStateException("the endpoint closed")),
                system.executionContext());
    return CompletableFuture.allOf(open.values().toArray(CompletableFuture[]::new))
        .thenApply(
            _ -> {
              timer.cancel();
              return Done.getInstance();
            });
  }
}
