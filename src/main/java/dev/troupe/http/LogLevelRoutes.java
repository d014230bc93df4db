package dev.troupe.http;

import dev.troupe.api.LogLevel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much the daemon's own log takes. */
final class LogLevelRoutes {
  private static final String PATH = "/api/v1/daemon/loglevel";
  private static final Logger log = LoggerFactory.getLogger(LogLevelRoutes.class);

  private LogLevelRoutes() {}

  static List<Route> of() {
    return List.of(
        Route.get(PATH, _ -> now(level())),
        Route.put(PATH, Route.Body.REQUIRED, call -> now(set(call.body()))));
  }

  private static HttpResponse level() {
    return OwnLogLevel.get()
        .map(level -> Answers.json(StatusCodes.OK, new LogLevel(level)))
        .orElseGet(LogLevelRoutes::notOurs);
  }

  private static HttpResponse set(String body) {
    return switch (Fields.read(body, fields -> fields.text("level"))) {
      case Fields.Body.Wrong(var errors) -> Answers.refusal(new Reply.Invalid(errors));
      case Fields.Body.Valid(var level) when !OwnLogLevel.LEVELS.contains(level) ->
          Answers.refusal(
              new Reply.Invalid(
                  List.of(
                      "level: must be one of %s, not %s"
                          .formatted(String.join(", ", OwnLogLevel.LEVELS), level))));
      case Fields.Body.Valid(var level) -> change(level);
    };
  }

  private static HttpResponse change(String level) {
    return OwnLogLevel.set(level)
        .map(
            before -> {
              log.info("log level: {}, it was {}", level, before);
              return Answers.json(StatusCodes.OK, new LogLevel(level));
            })
        .orElseGet(LogLevelRoutes::notOurs);
  }

  private static HttpResponse notOurs() {
    return Answers.refusal(
        new Reply.Conflict("the application around Troupe logs by its own means: set it there"));
  }

  private static CompletionStage<HttpResponse> now(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
