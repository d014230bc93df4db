package dev.troupe.http;

import dev.troupe.api.PlacedLine;
import dev.troupe.logs.FilePoint;
import dev.troupe.logs.Place;
import dev.troupe.logs.Tail;
import dev.troupe.model.Happening;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Streams of server-sent events: what happens, and what the apps print. */
final class StreamRoutes {
  private final Control control;
  private final Connections connections;
  private final OpenStreams open = new OpenStreams();

  private StreamRoutes(Control control, Connections connections) {
    this.control = control;
    this.connections = connections;
  }

  static List<Route> of(Control control, Connections connections) {
    var routes = new StreamRoutes(control, connections);
    return List.of(
        Route.get(
            "/api/v1/events",
            call -> routes.unlessFull(call, routes::events),
            "target",
            "since",
            "follow",
            "limit"),
        Route.get(
            "/api/v1/logs", call -> routes.unlessFull(call, routes::logs), LogParameters.NAMES));
  }

  private CompletionStage<HttpResponse> unlessFull(
      Call call, Function<Call, CompletionStage<HttpResponse>> stream) {
    return open.areTooMany()
        ? CompletableFuture.completedFuture(
            Answers.problem(
                StatusCodes.SERVICE_UNAVAILABLE,
                OpenStreams.MOST + " streams of events and output are open, close some of them"))
        : stream.apply(call);
  }

  private CompletionStage<HttpResponse> events(Call call) {
    return switch (EventParameters.read(call, InstantSource.system())) {
      case Fields.Body.Wrong(var errors) ->
          CompletableFuture.completedFuture(Answers.refusal(new Reply.Invalid(errors)));
      case Fields.Body.Valid(var query) -> control.events(query).thenApply(this::events);
    };
  }

  private HttpResponse events(Reply.Happenings events) {
    var live = events.live().map(StreamRoutes::event).via(Backlog.bounded(open));
    return stream(events.past().map(StreamRoutes::event).concat(live));
  }

  private static ByteString event(Happening happening) {
    var event = happening.event();
    return Frames.frame(
        happening.number(), Frames.kebabCase(event.getClass().getSimpleName()), event);
  }

  private CompletionStage<HttpResponse> logs(Call call) {
    boolean asLines = call.headers().apply("Accept").contains(LineText.NDJSON);
    var seen = ResumePoint.read(call.headers().apply("Last-Event-ID"));
    return switch (LogParameters.read(call.query(), seen, asLines)) {
      case Fields.Body.Wrong(var errors) ->
          CompletableFuture.completedFuture(Answers.refusal(new Reply.Invalid(errors)));
      case Fields.Body.Valid(var query) -> {
        boolean placed = LogParameters.placed(call.query());
        yield control.logs(query).thenApply(reply -> logs(reply, asLines, placed));
      }
    };
  }

  private HttpResponse logs(Reply.ToLogs reply, boolean asLines, boolean placed) {
    return switch (reply) {
      case Reply.Streaming(var tails, _) when asLines ->
          Answers.lines(
              tails
                  .mapConcat(LineText::of)
                  .via(Frames.joined())
                  .via(LineText.keptAlive())
                  .via(open.counted())
                  .via(connections.untilClosing()));
      case Reply.Streaming(var tails, var run) ->
          stream(tails.flatMapConcat(tail -> frames(tail, run, placed)).via(Frames.joined()));
      case Reply.Refused refused -> Answers.refusal(refused);
    };
  }

  private static Source<ByteString, NotUsed> frames(Tail tail, String run, boolean placed) {
    return switch (tail) {
      case Tail.Line(var line, _, Place(var log, _, FilePoint(var file, long offset)))
          when placed -> {
        var standing = PlacedLine.of(line, log.toString(), file, offset);
        yield Source.single(Frames.line(line, run, standing));
      }
      case Tail.Line(var line, _, _) -> Source.single(Frames.line(line, run, line));
      case Tail.Missed(long lines, _) -> Source.single(Frames.missed(lines));
      case Tail.Past past -> Frames.file(past);
    };
  }

  /** Ends when the subscriber goes away, or when the endpoint closes. */
  private HttpResponse stream(Source<ByteString, NotUsed> frames) {
    return Answers.events(
        Frames.stream(frames).via(open.counted()).via(connections.untilClosing()));
  }
}
