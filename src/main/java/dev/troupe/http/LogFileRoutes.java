package dev.troupe.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.troupe.api.LogPaths;
import dev.troupe.api.LogTrouble;
import dev.troupe.api.LogTroubles;
import dev.troupe.logs.FileProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** What can be done to log files. */
final class LogFileRoutes {
  private static final String TARGET = "target";
  private static final String ROTATION = "/api/v1/logs/rotation";

  private final Control control;

  private LogFileRoutes(Control control) {
    this.control = control;
  }

  static List<Route> of(Control control) {
    var routes = new LogFileRoutes(control);
    return List.of(
        Route.post("/api/v1/logs/flush", Route.Body.IGNORED, routes::flush, TARGET),
        Route.post("/api/v1/logs/reopen", Route.Body.IGNORED, _ -> routes.reopen()),
        Route.get("/api/v1/logs/problems", _ -> routes.problems()),
        Route.get(ROTATION, _ -> completedFuture(routes.rotation())),
        Route.put(
            ROTATION, Route.Body.REQUIRED, call -> completedFuture(routes.rotate(call.body()))));
  }

  private CompletionStage<HttpResponse> flush(Call call) {
    var target = call.query().get(TARGET);
    return (target == null ? control.flush() : control.flush(target))
        .thenApply(LogFileRoutes::answer);
  }

  private CompletionStage<HttpResponse> reopen() {
    return control.reopenLogs().thenApply(LogFileRoutes::answer);
  }

  private CompletionStage<HttpResponse> problems() {
    return control
        .logProblems()
        .thenApply(
            problems ->
                Answers.json(
                    StatusCodes.OK,
                    new LogTroubles(problems.stream().map(LogFileRoutes::trouble).toList())));
  }

  private static LogTrouble trouble(FileProblem problem) {
    return new LogTrouble(
        problem.file().toString(), problem.since(), problem.reason(), problem.lostBytes());
  }

  private HttpResponse rotation() {
    return Answers.json(StatusCodes.OK, control.rotation());
  }

  private HttpResponse rotate(String body) {
    return switch (Fields.read(body, Fields::all)) {
      case Fields.Body.Wrong(var errors) -> Answers.refusal(new Reply.Invalid(errors));
      case Fields.Body.Valid(var words) -> {
        var errors = control.rotate(words);
        yield errors.isEmpty() ? rotation() : Answers.refusal(new Reply.Invalid(errors));
      }
    };
  }

  static HttpResponse answer(Reply.ToFiles reply) {
    return switch (reply) {
      case Reply.Files(var paths) ->
          Answers.json(StatusCodes.OK, new LogPaths(paths.stream().map(Path::toString).toList()));
      case Reply.Refused refused -> Answers.refusal(refused);
    };
  }
}
