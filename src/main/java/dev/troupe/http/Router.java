package dev.troupe.http;

import dev.troupe.http.access.Access;
import dev.troupe.http.access.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request, checks the request, has the route answer it. Never fails. */
final class Router {
  private static final Logger log = LoggerFactory.getLogger(Router.class);

  private final ActorSystem<?> system;
  private final List<Route> routes;

  Router(ActorSystem<?> system, List<Route> routes) {
    this.system = system;
    this.routes = List.copyOf(routes);
  }

  /** A route whose path fits. */
  private record Match(Route route, String target) {}

  CompletionStage<HttpResponse> answer(HttpRequest request, Access access) {
    CompletionStage<HttpResponse> answer;
    try {
      answer = find(request, access);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer.exceptionally(failure -> failed(request, failure));
  }

  private CompletionStage<HttpResponse> find(HttpRequest request, Access access) {
    var matches = matches(request);
    var match =
        matches.stream().filter(m -> m.route().method().equals(request.method())).findFirst();
    boolean isPublic = match.isPresent() && match.get().route().isPublic();
    return switch (access.judge(credentials(request), isPublic)) {
      case Access.Verdict.Forbidden(var reason) ->
          refuse(request, Answers.problem(StatusCodes.FORBIDDEN, reason));
      case Access.Verdict.Unauthorized(var reason) ->
          refuse(
              request,
              Answers.problem(StatusCodes.UNAUTHORIZED, reason)
                  .addHeader(RawHeader.create("WWW-Authenticate", "Bearer realm=\"troupe\"")));
      case Access.Verdict.Admitted(var caller) ->
          match.isPresent()
              ? call(match.get(), request, caller)
              : refuse(request, noRoute(request, matches));
    };
  }

  private List<Match> matches(HttpRequest request) {
    var path = new ArrayList<String>();
    request.getUri().pathSegments().forEach(path::add);
    return routes.stream()
        .flatMap(route -> route.path().match(path).map(target -> new Match(route, target)).stream())
        .toList();
  }

  private static Access.Credentials credentials(HttpRequest request) {
    return new Access.Credentials(
        header(request, "Host"),
        header(request, "Origin"),
        header(request, "Authorization"),
        header(request, "Cookie"),
        request.method().isSafe());
  }

  private static String lastEventId(HttpRequest request) {
    return header(request, "Last-Event-ID");
  }

  private static String header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value).orElse("");
  }

  private static HttpResponse noRoute(HttpRequest request, List<Match> matches) {
    var path = request.getUri().path();
    if (matches.isEmpty()) {
      return Answers.problem(
          StatusCodes.NOT_FOUND, "no route %s: GET /openapi.json lists all".formatted(path));
    }
    var allowed = new TreeSet<String>();
    for (var match : matches) {
      allowed.add(match.route().method().value());
      if (match.route().method().equals(HttpMethods.GET)) {
        allowed.add("HEAD");
      }
    }
    var allow = String.join(", ", allowed);
    return Answers.problem(
            StatusCodes.METHOD_NOT_ALLOWED,
            "%s does not take %s, only %s".formatted(path, request.method().value(), allow))
        .addHeader(RawHeader.create("Allow", allow));
  }

  private CompletionStage<HttpResponse> call(Match match, HttpRequest request, Caller caller) {
    var route = match.route();
    if (!caller.role().covers(route.needs())) {
      return refuse(request, tooLittle(caller, route));
    }
    Map<String, String> query;
    try {
      query = request.getUri().query(StandardCharsets.UTF_8, Uri.RELAXED).toMap();
    } catch (IllegalUriException e) {
      return refuse(request, Answers.problem(StatusCodes.BAD_REQUEST, "query: " + e.getMessage()));
    }
    var errors = unknownParameters(route, query);
    if (!errors.isEmpty()) {
      return refuse(request, Answers.refusal(new Reply.Invalid(errors)));
    }
    if (route.body() == Route.Body.IGNORED) {
      request.discardEntityBytes(system);
      return route
          .handler()
          .apply(new Call(match.target(), query, "", caller, lastEventId(request)));
    }
    return RequestBody.read(request, route.body(), system)
        .thenCompose(
            body ->
                switch (body) {
                  case RequestBody.Complete(var text) ->
                      route
                          .handler()
                          .apply(
                              new Call(match.target(), query, text, caller, lastEventId(request)));
                  case RequestBody.Refused(var response) ->
                      CompletableFuture.completedFuture(response);
                });
  }

  private static HttpResponse tooLittle(Caller caller, Route route) {
    return Answers.problem(
        StatusCodes.FORBIDDEN,
        "key %s may only %s: this needs one that may %s"
            .formatted(caller.name(), caller.role().word(), route.needs().word()));
  }

  private static List<String> unknownParameters(Route route, Map<String, String> query) {
    return query.keySet().stream()
        .filter(name -> !route.parameters().contains(name))
        .sorted()
        .map(
            name ->
                "%s: unknown parameter, known are: %s"
                    .formatted(name, String.join(", ", new TreeSet<>(route.parameters()))))
        .toList();
  }

  /** Answers without having read the body, which must not stay in the connection. */
  private CompletionStage<HttpResponse> refuse(HttpRequest request, HttpResponse response) {
    request.discardEntityBytes(system);
    return CompletableFuture.completedFuture(response);
  }

  private HttpResponse failed(HttpRequest request, Throwable failure) {
    var what = request.method().value() + " " + request.getUri().path();
    log.error("{} failed, answered with 500", what, failure);
    return Answers.problem(
        StatusCodes.INTERNAL_SERVER_ERROR, what + " failed: the daemon's log says more");
  }
}
