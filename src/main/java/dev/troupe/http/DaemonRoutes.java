package dev.troupe.http;

import dev.troupe.api.Acted;
import dev.troupe.api.DaemonInfo;
import dev.troupe.http.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** The daemon itself: is it alive, what is it, end it; and the description of all routes. */
final class DaemonRoutes {
  private static final String FORCE = "force";
  private static final String OPENAPI = "/openapi.json";

  private final Control control;
  private final Supplier<Door> tcp;

  private DaemonRoutes(Control control, Supplier<Door> tcp) {
    this.control = control;
    this.tcp = tcp;
  }

  static List<Route> of(Control control, Supplier<Door> tcp) {
    var routes = new DaemonRoutes(control, tcp);
    return List.of(
        Route.get("/healthz", _ -> routes.health()).forEverybody(),
        Route.get("/readyz", _ -> routes.readiness()).forEverybody(),
        Route.get(OPENAPI, _ -> routes.description()),
        Route.get("/api/v1/daemon", _ -> routes.daemon()),
        Route.get("/api/v1/host", _ -> routes.host()),
        Route.post("/api/v1/daemon/save", Route.Body.IGNORED, routes::save, FORCE),
        Route.post("/api/v1/daemon/resurrect", Route.Body.IGNORED, _ -> routes.resurrect()),
        Route.post("/api/v1/daemon/handover", Route.Body.REQUIRED, routes::handOver)
            .needing(Role.ADMIN),
        Route.post("/api/v1/daemon/shutdown", Route.Body.IGNORED, _ -> routes.shutdown())
            .needing(Role.ADMIN));
  }

  private CompletionStage<HttpResponse> save(Call call) {
    return control
        .save(Boolean.parseBoolean(call.query().get(FORCE)))
        .thenApply(LogFileRoutes::answer);
  }

  private CompletionStage<HttpResponse> resurrect() {
    return control.resurrect().thenApply(DaemonRoutes::answer);
  }

  private CompletionStage<HttpResponse> handOver(Call call) {
    return switch (Fields.read(call.body(), fields -> fields.words("command"))) {
      case Fields.Body.Valid(var command) ->
          control.handOver(command).thenApply(LogFileRoutes::answer);
      case Fields.Body.Wrong(var errors) -> now(Answers.refusal(new Reply.Invalid(errors)));
    };
  }

  private CompletionStage<HttpResponse> health() {
    return now(text("ok"));
  }

  private CompletionStage<HttpResponse> readiness() {
    return now(
        control.isReady()
            ? text("ready")
            : Answers.problem(
                StatusCodes.SERVICE_UNAVAILABLE, "the saved apps are not restored yet"));
  }

  private CompletionStage<HttpResponse> description() {
    try (var file = DaemonRoutes.class.getResourceAsStream(OPENAPI)) {
      if (file == null) {
        throw new IllegalStateException(OPENAPI + " is missing in the jar");
      }
      return now(
          HttpResponse.create().withEntity(ContentTypes.APPLICATION_JSON, file.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CompletionStage<HttpResponse> daemon() {
    return now(Answers.json(StatusCodes.OK, withAddress(control.daemon())));
  }

  private CompletionStage<HttpResponse> host() {
    return control.host().thenApply(host -> Answers.json(StatusCodes.OK, host));
  }

  private DaemonInfo withAddress(DaemonInfo daemon) {
    return switch (tcp.get()) {
      case Door.Open(var address) -> daemon.openAt(address);
      case Door.Closed(var reason) -> daemon.closed(reason);
    };
  }

  private CompletionStage<HttpResponse> shutdown() {
    return control.shutdown().thenApply(DaemonRoutes::answer);
  }

  private static HttpResponse answer(Reply.ToAction reply) {
    return switch (reply) {
      case Reply.Acted(var instances, var warnings) ->
          Answers.json(StatusCodes.OK, new Acted(instances, warnings));
      case Reply.Refused refused -> Answers.refusal(refused);
    };
  }

  private static HttpResponse text(String text) {
    return HttpResponse.create().withEntity(ContentTypes.TEXT_PLAIN_UTF8, text);
  }

  private static CompletionStage<HttpResponse> now(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
