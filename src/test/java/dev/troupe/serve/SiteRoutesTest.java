package dev.troupe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteRoutesTest {
  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private ActorSystem system;

  @BeforeEach
  void start() throws IOException {
    system =
        ActorSystem.create(
            "test",
            ConfigFactory.parseMap(
                    Map.of(
                        "pekko.loglevel", "OFF",
                        "pekko.http.server.transparent-head-requests", "on"))
                .withFallback(ConfigFactory.load()));
    Files.writeString(folder.resolve("page.html"), "<p>0123456789</p>".repeat(50));
    Files.createDirectories(folder.resolve("d e"));
    Files.writeString(folder.resolve("d e/index.html"), "in");
  }

  @AfterEach
  void stop() {
    system.terminate();
    client.close();
  }

  @Test
  void sendsAFileOnceAndThenSaysThatItIsTheSame() throws Exception {
    var port = serve(null);
    var first = get(port, "/page.html");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("content-type")).contains("text/html; charset=UTF-8");
    assertThat(first.headers().firstValue("access-control-allow-origin")).contains("*");
    var tag = first.headers().firstValue("etag").orElseThrow();
    assertThat(get(port, "/page.html", "If-None-Match", tag).statusCode()).isEqualTo(304);
    var changed = first.headers().firstValue("last-modified").orElseThrow();
    assertThat(get(port, "/page.html", "If-Modified-Since", changed).statusCode()).isEqualTo(304);
  }

  @Test
  void sendsPartsOfAFileAndCompressesTheWhole() throws Exception {
    var port = serve(null);
    var part = get(port, "/page.html", "Range", "bytes=3-5", "Accept-Encoding", "gzip");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("012");
    assertThat(part.headers().firstValue("content-range")).contains("bytes 3-5/850");
    assertThat(get(port, "/page.html", "Range", "bytes=900-").statusCode()).isEqualTo(416);
    var whole = get(port, "/page.html", "Accept-Encoding", "gzip");
    assertThat(whole.headers().firstValue("content-encoding")).contains("gzip");
  }

  @Test
  void answersHeadLikeGetAndRefusesWhatIsNeither() throws Exception {
    var port = serve(null);
    var head = send(port, "/page.html", "HEAD");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("content-length")).contains("850");
    assertThat(head.body()).isEmpty();
    var post = send(port, "/page.html", "POST");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("allow")).contains("GET, HEAD");
  }

  @Test
  void leadsToTheSlashOfAFolderOnThisServer() throws Exception {
    var port = serve(null);
    var answer = get(port, "//d%20e?x=1");
    assertThat(answer.statusCode()).isEqualTo(301);
    assertThat(answer.headers().firstValue("location")).contains("/d%20e/?x=1");
    assertThat(get(port, "/d%20e/").body()).isEqualTo("in");
    assertThat(get(port, "/nope").statusCode()).isEqualTo(404);
  }

  @Test
  void admitsOnlyWhoKnowsThePassword() throws Exception {
    var port = serve("dTpw"); // u:p
    var stranger = get(port, "/page.html");
    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(stranger.headers().firstValue("www-authenticate")).isPresent();
    assertThat(get(port, "/page.html", "Authorization", "Basic dTpx").statusCode()).isEqualTo(401);
    assertThat(get(port, "/page.html", "Authorization", "Basic dTpw").statusCode()).isEqualTo(200);
  }

  private int serve(@Nullable String credentials) throws Exception {
    var settings = new ServeSettings("127.0.0.1", 0, folder, false, false, "x", credentials);
    var route = new SiteRoutes(settings, new SiteFiles(settings)).route();
    var bound = Http.get(system).newServerAt("127.0.0.1", 0).bind(route);
    return bound.toCompletableFuture().get().localAddress().getPort();
  }

  private HttpResponse<String> get(int port, String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(int port, String path, String method) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return client.send(
        request.method(method, HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
