package dev.troupe.http;

import dev.troupe.api.LogPaths;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** What can be done to log files. */
final class LogFileRoutes {
  private static final String TARGET = "target";

  private final Control control;

  private LogFileRoutes(Control control) {
    this.control = control;
  }

  static List<Route> of(Control control) {
    var routes = new LogFileRoutes(control);
    return List.of(
        Route.post("/api/v1/logs/flush", Route.Body.IGNORED, routes::flush, TARGET),
        Route.post("/api/v1/logs/reopen", Route.Body.IGNORED, _ -> routes.reopen()));
  }

  private CompletionStage<HttpResponse> flush(Call call) {
    var target = call.query().get(TARGET);
    return (target == null ? control.flush() : control.flush(target))
        .thenApply(LogFileRoutes::answer);
  }

  private CompletionStage<HttpResponse> reopen() {
    return control.reopenLogs().thenApply(LogFileRoutes::answer);
  }

  static HttpResponse answer(Reply.ToFiles reply) {
    return switch (reply) {
      case Reply.Files(var paths) ->
          Answers.json(StatusCodes.OK, new LogPaths(paths.stream().map(Path::toString).toList()));
      case Reply.Refused refused -> Answers.refusal(refused);
    };
  }
}
