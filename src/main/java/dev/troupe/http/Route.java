package dev.troupe.http;

import dev.troupe.http.access.Role;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * One row of the table of routes.
 *
 * @param isPublic whether it answers everybody
 * @param needs the least role of others
 * @param body whether it reads one
 * @param parameters names the query may have
 */
record Route(
    HttpMethod method,
    PathTemplate path,
    boolean isPublic,
    Role needs,
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
        HttpMethods.GET,
        PathTemplate.of(path),
        false,
        Role.VIEW,
        Body.IGNORED,
        Set.of(parameters),
        handler);
  }

  static Route post(
      String path,
      Body body,
      Function<Call, CompletionStage<HttpResponse>> handler,
      String... parameters) {
    return new Route(
        HttpMethods.POST,
        PathTemplate.of(path),
        false,
        Role.OPERATE,
        body,
        Set.of(parameters),
        handler);
  }

  static Route put(String path, Body body, Function<Call, CompletionStage<HttpResponse>> handler) {
    return new Route(
        HttpMethods.PUT, PathTemplate.of(path), false, Role.ADMIN, body, Set.of(), handler);
  }

  static Route delete(String path, Function<Call, CompletionStage<HttpResponse>> handler) {
    return new Route(
        HttpMethods.DELETE,
        PathTemplate.of(path),
        false,
        Role.ADMIN,
        Body.IGNORED,
        Set.of(),
        handler);
  }

  /** The same route for everybody, without a key. */
  Route forEverybody() {
    return new Route(method, path, true, Role.VIEW, body, parameters, handler);
  }

  /** The same route for those who have this role. */
  Route needing(Role role) {
    return new Route(method, path, isPublic, role, body, parameters, handler);
  }
}
