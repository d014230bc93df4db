package dev.troupe.http;

import dev.troupe.api.KeyInfo;
import dev.troupe.api.KeyList;
import dev.troupe.api.KeyRequest;
import dev.troupe.api.MadeKey;
import dev.troupe.http.access.Key;
import dev.troupe.http.access.Keys;
import dev.troupe.http.access.Role;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** Named keys for the TCP door: who else may come in, and what they may do. */
final class KeyRoutes {
  private static final String KEYS = "/api/v1/keys";

  private final Locks locks;
  private final Executor blocking;

  private KeyRoutes(Locks locks, Executor blocking) {
    this.locks = locks;
    this.blocking = blocking;
  }

  /**
   * @param blocking runs what writes files
   */
  static List<Route> of(Locks locks, Executor blocking) {
    var routes = new KeyRoutes(locks, blocking);
    return List.of(
        Route.get(KEYS, _ -> routes.withKeys(KeyRoutes::list)).needing(Role.ADMIN),
        Route.post(KEYS, Route.Body.REQUIRED, routes::add).needing(Role.ADMIN),
        Route.delete(KEYS + "/{target}", routes::revoke));
  }

  private static HttpResponse list(Keys keys) {
    var infos = keys.named().stream().map(KeyRoutes::info).toList();
    return Answers.json(StatusCodes.OK, new KeyList(infos));
  }

  private CompletionStage<HttpResponse> add(Call call) {
    var body =
        Fields.read(
            call.body(), fields -> new KeyRequest(fields.text("name"), fields.text("role")));
    return switch (body) {
      case Fields.Body.Wrong(var errors) -> now(Answers.refusal(new Reply.Invalid(errors)));
      case Fields.Body.Valid(var request) ->
          Role.of(request.role())
              .map(role -> withKeys(keys -> answer(() -> keys.add(request.name(), role))))
              .orElseGet(() -> now(Roles.unknown(request.role())));
    };
  }

  private CompletionStage<HttpResponse> revoke(Call call) {
    return withKeys(keys -> answer(() -> keys.revoke(call.target())));
  }

  private CompletionStage<HttpResponse> withKeys(Function<Keys, HttpResponse> work) {
    return switch (locks) {
      case Locks.Unusable(var reason) -> now(Roles.closed(reason));
      case Locks.Usable(var keys, _) ->
          CompletableFuture.supplyAsync(() -> work.apply(keys), blocking);
    };
  }

  /** A change of the keys, which are kept in a file. */
  private interface Change {
    Keys.Outcome make() throws IOException;
  }

  private static HttpResponse answer(Change change) {
    try {
      return switch (change.make()) {
        case Keys.Outcome.Made(var key, var secret) ->
            Answers.json(StatusCodes.CREATED, new MadeKey(key.name(), key.role().word(), secret));
        case Keys.Outcome.Revoked(var key) -> Answers.json(StatusCodes.OK, info(key));
        case Keys.Outcome.Refused(var reason) -> Answers.refusal(new Reply.Conflict(reason));
        case Keys.Outcome.Missing(var reason) -> Answers.refusal(new Reply.NotFound(reason));
        case Keys.Outcome.Misnamed(var reason) ->
            Answers.refusal(new Reply.Invalid(List.of(reason)));
      };
    } catch (IOException e) {
      return Answers.refusal(new Reply.Conflict("the keys cannot be written: " + e.getMessage()));
    }
  }

  private static KeyInfo info(Key key) {
    return new KeyInfo(key.name(), key.role().word(), key.createdAt());
  }

  private static CompletionStage<HttpResponse> now(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
