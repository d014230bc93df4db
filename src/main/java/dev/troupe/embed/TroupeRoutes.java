package dev.troupe.embed;

import dev.troupe.embed.internal.Mounted;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The daemon's routes for apps, their events and their output, to be mounted in the host's own.
 * Needs pekko-http, which the host brings.
 *
 * <pre>{@code
 * pathPrefix("troupe", () -> authenticated(() -> TroupeRoutes.create(troupe, system)))
 * }</pre>
 *
 * <p>There they are {@code troupe/api/v1/apps}, {@code troupe/api/v1/events} and so on. Whoever can
 * reach them can run programs: let nobody in whom you do not know, and no request that another
 * site's page sends from a browser.
 */
public final class TroupeRoutes {
  private TroupeRoutes() {}

  /**
   * Those of one supervisor; what is not theirs is answered with 404.
   *
   * @param troupe the supervisor
   * @param system the actor system
   * @return what to ask it by
   */
  public static Route create(Troupe troupe, ActorSystem<?> system) {
    var mounted = new Mounted(troupe.supervisor(), system);
    return Directives.extractRequest(
        request ->
            Directives.extractUnmatchedPath(
                path ->
                    Directives.completeWithFuture(
                        mounted.answer(request.withUri(request.getUri().path(path))))));
  }
}
