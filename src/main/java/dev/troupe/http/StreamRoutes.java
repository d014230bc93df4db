package dev.troupe.http;

import dev.troupe.logs.Tail;
import dev.troupe.model.Happening;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Streams of server-sent events: what happens, and what the apps print. */
final class StreamRoutes {
  private final Control control;
  private final Connections connections;

  private StreamRoutes(Control control, Connections connections) {
    this.control = control;
    this.connections = connections;
  }

  static List<Route> of(Control control, Connections connections) {
    var routes = new StreamRoutes(control, connections);
    return List.of(
        Route.get("/api/v1/events", routes::events, "target", "since", "follow"),
        Route.get("/api/v1/logs", routes::logs, LogParameters.NAMES));
  }

  private CompletionStage<HttpResponse> events(Call call) {
    return switch (EventParameters.read(call, InstantSource.system())) {
      case Fields.Body.Wrong(var errors) ->
          CompletableFuture.completedFuture(Answers.refusal(new Reply.Invalid(errors)));
      case Fields.Body.Valid(var query) -> control.events(query).thenApply(this::events);
    };
  }

  private HttpResponse events(Reply.Happenings events) {
    var live = events.live().map(StreamRoutes::event).via(Backlog.bounded());
    return stream(events.past().map(StreamRoutes::event).concat(live));
  }

  private static ByteString event(Happening happening) {
    var event = happening.event();
    return Frames.frame(
        happening.number(), Frames.kebabCase(event.getClass().getSimpleName()), event);
  }

  private CompletionStage<HttpResponse> logs(Call call) {
    return switch (LogParameters.read(call.query())) {
      case Fields.Body.Wrong(var errors) ->
          CompletableFuture.completedFuture(Answers.refusal(new Reply.Invalid(errors)));
      case Fields.Body.Valid(var query) -> control.logs(query).thenApply(this::logs);
    };
  }

  private HttpResponse logs(Reply.ToLogs reply) {
    return switch (reply) {
      case Reply.Streaming(var lines) -> stream(lines.flatMapConcat(StreamRoutes::frames));
      case Reply.Refused refused -> Answers.refusal(refused);
    };
  }

  private static Source<ByteString, NotUsed> frames(Tail tail) {
    return switch (tail) {
      case Tail.Line(var line, _, _) -> Source.single(Frames.frame("line", line));
      case Tail.Missed(long lines, _) -> Source.single(Frames.missed(lines));
      case Tail.Past past -> Frames.file(past);
    };
  }

  /** Ends when the subscriber goes away, or when the endpoint closes. */
  private HttpResponse stream(Source<ByteString, NotUsed> frames) {
    return Answers.events(Frames.stream(frames).via(connections.untilClosing()));
  }
}
