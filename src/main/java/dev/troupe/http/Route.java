package dev.troupe.http;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * One row of the table of routes.
 *
 * @param isPublic whether it answers without a token
 * @param body whether it reads one
 * @param parameters names the query may have
 */
record Route(
    HttpMethod method,
    PathTemplate path,
    boolean isPublic,
    Body body,
    Set<String> parameters,
    Function<Call, CompletionStage<HttpResponse>> handler) {

  /** What a route does with a request's body. */
  enum Body {
    IGNORED,
    /** A missing body is an empty object. */
    OPTIONAL,
    REQUIRED
  }

  static Route get(
      String path, Function<Call, CompletionStage<HttpResponse>> handler, String... parameters) {
    return new Route(
        HttpMethods.GET, PathTemplate.of(path), false, Body.IGNORED, Set.of(parameters), handler);
  }

  static Route post(
      String path,
      Body body,
      Function<Call, CompletionStage<HttpResponse>> handler,
      String... parameters) {
    return new Route(
        HttpMethods.POST, PathTemplate.of(path), false, body, Set.of(parameters), handler);
  }

  static Route delete(String path, Function<Call, CompletionStage<HttpResponse>> handler) {
    return new Route(
        HttpMethods.DELETE, PathTemplate.of(path), false, Body.IGNORED, Set.of(), handler);
  }

  /** The same route for everybody, without a token. */
  Route withoutToken() {
    return new Route(method, path, true, body, parameters, handler);
  }
}
