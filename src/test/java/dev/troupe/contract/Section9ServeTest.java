package dev.troupe.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.cli.HomeWithDaemon;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that are served, by {@code serve} and by process files. */
@Tag("os")
class Section9ServeTest {
  private static @TempDir Path folder;
  private static HomeWithDaemon troupe;

  @BeforeAll
  static void writeSite() throws IOException {
    troupe = new HomeWithDaemon(folder);
    Files.createDirectories(folder.resolve("site/x/y"));
    troupe.write("site/index.html", "home");
    troupe.write("site/404.html", "nowhere");
    troupe.write("site/x/y/other.html", "other");
  }

  @AfterAll
  static void leave() {
    troupe.close();
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private record Page(int status, String text) {}

  /** A page; asks until somebody listens. */
  private static Page page(int port, String path, String... headers) throws Exception {
    HomeWithDaemon.await("a server", () -> isListening(port));
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      return new Page(answer.statusCode(), answer.body());
    }
  }

  private static boolean isListening(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void aFolderHasAnAppNamedAfterItsPort() throws Exception {
    int port = freePort();
    troupe.run("serve", "site", Integer.toString(port)).succeeds();
    assertThat(troupe.run("prettylist").out())
        .contains("name: 'static-page-server-" + port + "'", "PM2_SERVE_PORT");
    assertThat(page(port, "/")).isEqualTo(new Page(200, "home"));
    assertThat(page(port, "/x/y/other.html")).isEqualTo(new Page(200, "other"));
    assertThat(page(port, "/nope")).isEqualTo(new Page(404, "nowhere"));
  }

  @Test
  void aFileMaySayServeAndAnApplicationHasOnePageAndAPassword() throws Exception {
    int port = freePort();
    troupe.write(
        "serve.json",
        """
        {"name": "spa", "script": "serve",
         "env": {"PM2_SERVE_PATH": "./site", "PM2_SERVE_PORT": %d, "PM2_SERVE_SPA": "true",
                 "PM2_SERVE_BASIC_AUTH": "true", "PM2_SERVE_BASIC_AUTH_USERNAME": "ann",
                 "PM2_SERVE_BASIC_AUTH_PASSWORD": "pass"}}
        """
            .formatted(port));
    troupe.run("start", "serve.json").succeeds();
    assertThat(page(port, "/").status()).isEqualTo(401);
    var ann =
        "Basic " + Base64.getEncoder().encodeToString("ann:pass".getBytes(StandardCharsets.UTF_8));
    assertThat(page(port, "/unknown/path", "Authorization", ann)).isEqualTo(new Page(200, "home"));
    assertThat(page(port, "/x/y/other.html", "Authorization", ann))
        .isEqualTo(new Page(200, "other"));
  }
}
