package dev.troupe.http;

import dev.troupe.api.Link;
import dev.troupe.api.LinkRequest;
import dev.troupe.api.SessionInfo;
import dev.troupe.api.SessionRequest;
import dev.troupe.http.access.Role;
import dev.troupe.http.access.SessionCookie;
import dev.troupe.http.access.Sessions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Browsers come in with a key or by a link that works once, and have a session from then on. */
final class SessionRoutes {
  private static final String SESSION = "/api/v1/session";

  private final Locks locks;
  private final Supplier<Door> tcp;

  private SessionRoutes(Locks locks, Supplier<Door> tcp) {
    this.locks = locks;
    this.tcp = tcp;
  }

  /**
   * @param tcp where links lead
   */
  static List<Route> of(Locks locks, Supplier<Door> tcp) {
    var routes = new SessionRoutes(locks, tcp);
    return List.of(
        Route.get("/login", routes::follow, "code").forEverybody(),
        Route.post(SESSION, Route.Body.REQUIRED, routes::begin).forEverybody(),
        Route.get(SESSION, SessionRoutes::describe),
        Route.delete(SESSION, routes::end).needing(Role.VIEW),
        Route.post(SESSION + "/link", Route.Body.OPTIONAL, routes::link).needing(Role.ADMIN));
  }

  /** A used link leads to the page all the same, which asks for a key. */
  private CompletionStage<HttpResponse> follow(Call call) {
    return withSessions(
        sessions -> {
          var response =
              HttpResponse.create()
                  .withStatus(StatusCodes.SEE_OTHER)
                  .addHeader(RawHeader.create("Location", "/"))
                  .addHeader(RawHeader.create("Referrer-Policy", "no-referrer"));
          return sessions
              .redeem(call.query().getOrDefault("code", ""))
              .map(secret -> withCookie(response, cookie(call).set(secret)))
              .orElse(response);
        });
  }

  private CompletionStage<HttpResponse> begin(Call call) {
    return switch (Fields.read(call.body(), fields -> new SessionRequest(fields.text("key")))) {
      case Fields.Body.Wrong(var errors) -> now(Answers.refusal(new Reply.Invalid(errors)));
      case Fields.Body.Valid(var request) ->
          withSessions(
              sessions ->
                  sessions
                      .begin(request.key().strip())
                      .map(secret -> withCookie(done(), cookie(call).set(secret)))
                      .orElseGet(
                          () ->
                              Answers.problem(
                                  StatusCodes.UNAUTHORIZED, "the key is wrong or revoked")));
    };
  }

  private static CompletionStage<HttpResponse> describe(Call call) {
    var caller = call.caller();
    var info = new SessionInfo(caller.name(), caller.role().word());
    return now(Answers.json(StatusCodes.OK, info));
  }

  private CompletionStage<HttpResponse> end(Call call) {
    return withSessions(
        sessions -> {
          sessions.end(call.caller().session());
          return withCookie(done(), cookie(call).clear());
        });
  }

  private CompletionStage<HttpResponse> link(Call call) {
    var body = Fields.read(call.body(), fields -> new LinkRequest(fields.textIfAny("role")));
    return switch (body) {
      case Fields.Body.Wrong(var errors) -> now(Answers.refusal(new Reply.Invalid(errors)));
      case Fields.Body.Valid(LinkRequest(var word)) -> {
        var wanted = word == null ? Role.ADMIN.word() : word;
        yield Role.of(wanted).map(this::link).orElseGet(() -> now(Roles.unknown(wanted)));
      }
    };
  }

  private CompletionStage<HttpResponse> link(Role role) {
    return switch (tcp.get()) {
      case Door.Closed(var reason) -> now(Roles.closed(reason));
      case Door.Open(var address) ->
          withSessions(
              sessions -> {
                var url = "http://%s/login?code=%s".formatted(address, sessions.link(role));
                return Answers.json(StatusCodes.CREATED, new Link(url));
              });
    };
  }

  private CompletionStage<HttpResponse> withSessions(Function<Sessions, HttpResponse> work) {
    return switch (locks) {
      case Locks.Unusable(var reason) -> now(Roles.closed(reason));
      case Locks.Usable(_, var sessions) -> now(work.apply(sessions));
    };
  }

  private static SessionCookie cookie(Call call) {
    return SessionCookie.at(call.caller().host());
  }

  private static HttpResponse withCookie(HttpResponse response, String cookie) {
    return response.addHeader(RawHeader.create("Set-Cookie", cookie));
  }

  private static HttpResponse done() {
    return HttpResponse.create().withStatus(StatusCodes.NO_CONTENT);
  }

  private static CompletionStage<HttpResponse> now(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
