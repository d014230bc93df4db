package dev.troupe.embed;

import static dev.troupe.embed.Stage.await;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a host makes of a supervisor in its own HTTP servers. */
class HostEndpointsTest {
  private static final String CONFIG =
      """
      pekko.management {
        http { hostname = 127.0.0.1, port = 0 }
        health-checks {
          readiness-checks.troupe = "dev.troupe.embed.ReadinessCheck"
          liveness-checks.troupe = "dev.troupe.embed.LivenessCheck"
        }
      }
      troupe.apps = [{ name = slow, script = "sleep 1000", readiness { log = never } }]
      """;

  private final ActorTestKit host =
      ActorTestKit.create(ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load()));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void end() {
    client.close();
    host.shutdownTestKit();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String uri) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(uri)));
  }

  @Test
  void itsRoutesAnswerWhereTheHostMountsThem() throws Exception {
    var system = host.system();
    var troupe = Troupe.get(system);
    var route = pathPrefix("admin", () -> TroupeRoutes.create(troupe, system));
    var binding = await(Http.get(system).newServerAt("127.0.0.1", 0).bind(route));
    var base = "http://127.0.0.1:" + binding.localAddress().getPort() + "/admin/api/v1";
    var idle = AppDeclaration.of("idle", "/bin/true").autostart(false);
    await(troupe.start(idle)).orThrow();

    assertThat(get(base + "/apps/idle").body()).contains("\"name\":\"idle\"");
    assertThat(get(base + "/apps/nobody").statusCode()).isEqualTo(404);
    assertThat(get(base + "/daemon").statusCode()).isEqualTo(404);
    var deletion = HttpRequest.newBuilder(URI.create(base + "/apps/idle")).DELETE();
    assertThat(send(deletion).statusCode()).isEqualTo(200);
    assertThat(await(troupe.list("idle"))).isEmpty();
  }

  @Test
  void pekkoManagementAsksForItsHealth() throws Exception {
    var base = await(PekkoManagement.get(host.system()).start()).toString();
    assertThat(get(base + "/alive").statusCode()).isEqualTo(200);
    assertThat(get(base + "/ready").statusCode()).isEqualTo(500);
    var troupe = Troupe.get(host.system());
    await(troupe.delete("slow")).orThrow();
    await(troupe.started());
    assertThat(get(base + "/ready").statusCode()).isEqualTo(200);
  }
}
