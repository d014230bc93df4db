package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.http.access.TokenFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in by TCP, and when the port stays closed. */
@Timeout(20)
class TcpDoorTest {
  private static Endpoint endpoint;
  private static ActorSystem<Void> system;
  @TempDir private Path home;

  @BeforeAll
  static void open() {
    endpoint = new Endpoint();
    system = Endpoint.system();
  }

  @AfterAll
  static void close() {
    endpoint.close();
    system.terminate();
    Endpoint.await(system.getWhenTerminated());
  }

  private static Wire.Answer ask(String path, String... headers) {
    try (var wire = endpoint.tcp()) {
      return wire.send(
              "GET %s HTTP/1.1\r\n%s\r\n\r\n".formatted(path, String.join("\r\n", headers)))
          .answer();
    }
  }

  private static String bearer() {
    return "Authorization: Bearer " + endpoint.token();
  }

  @Test
  void letsTheTokenIn() {
    assertThat(ask("/api/v1/apps", "Host: " + endpoint.address(), bearer()).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: no",
        "Authorization: Bearer wrong",
        "Authorization: Bearer",
        "Authorization: Basic YTpi",
      })
  void asksForTheToken(String header) {
    var answer = ask("/api/v1/apps", "Host: localhost", header);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).isEqualTo("Bearer realm=\"troupe\"");
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/readyz"})
  void tellsEverybodyThatItLives(String path) {
    assertThat(ask(path, "Host: localhost").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:9615", "localhost.evil.example"})
  void refusesAForeignHost(String host) {
    assertThat(ask("/api/v1/apps", "Host: " + host, bearer()).status()).isEqualTo(403);
    assertThat(ask("/healthz", "Host: " + host).status()).isEqualTo(403);
  }

  @Test
  void refusesAForeignOrigin() {
    assertThat(
            ask("/api/v1/apps", "Host: localhost", bearer(), "Origin: http://evil.example")
                .status())
        .isEqualTo(403);
  }

  @Test
  void letsItsOwnPageIn() {
    var host = endpoint.address();
    assertThat(ask("/api/v1/apps", "Host: " + host, bearer(), "Origin: http://" + host).status())
        .isEqualTo(200);
  }

  @Test
  void makesATokenForItsOwnerAlone() throws IOException {
    assertThat(endpoint.token()).hasSize(43);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(endpoint.home.resolve("token"))))
        .isEqualTo("rw-------");
  }

  @Test
  void takesTheTokenThatIsThere() throws IOException {
    write(home.resolve("token"), "0123456789abcdef\n", "rw-------");
    assertThat(TokenFile.read(home.resolve("token")))
        .isEqualTo(new TokenFile.Token.Usable("0123456789abcdef"));
  }

  @ParameterizedTest
  @CsvSource({"0123456789abcdef, rw-r--r--, chmod 600", "short, rw-------, delete it"})
  void staysClosedWithoutASecret(String token, String mode, String remedy) throws IOException {
    write(home.resolve("token"), token, mode);
    assertThat(reason(Endpoint.settings(home))).contains(home + "/token", remedy);
  }

  @Test
  void staysClosedIfThePortIsTakenAndTheSocketStaysOpen() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var server = open("127.0.0.1", taken.getLocalPort(), false);
      assertThat(((Door.Closed) server.tcp()).reason())
          .contains("127.0.0.1:" + taken.getLocalPort(), "another port");
      try (var wire = Wire.unix(home.resolve("http.sock"))) {
        assertThat(wire.send(endpoint.request("GET", "/api/v1/daemon")).answer().body())
            .contains("another port");
      }
      Endpoint.await(server.close(Endpoint.PATIENCE));
    }
  }

  @Test
  void isOpenToOtherMachinesOnlyIfToldSo() {
    var closed = open("0.0.0.0", 0, false);
    assertThat(((Door.Closed) closed.tcp()).reason()).contains("0.0.0.0", "allow-remote");
    Endpoint.await(closed.close(Endpoint.PATIENCE));
    var open = open("0.0.0.0", 0, true);
    assertThat(open.tcp()).isInstanceOf(Door.Open.class);
    Endpoint.await(open.close(Endpoint.PATIENCE));
  }

  @Test
  void staysClosedAtAnUnknownHost() {
    var server = open("no.such.host.invalid", 0, false);
    assertThat(((Door.Closed) server.tcp()).reason()).contains("no.such.host.invalid");
    Endpoint.await(server.close(Endpoint.PATIENCE));
  }

  private HttpServer open(String host, int port, boolean allowRemote) {
    return open(
        new HttpServer.Settings(
            home.resolve("http.sock"),
            true,
            host,
            port,
            allowRemote,
            home.resolve("token"),
            home.resolve("keys.json")));
  }

  private static HttpServer open(HttpServer.Settings settings) {
    return Endpoint.await(HttpServer.open(system, new FakeControl(), settings));
  }

  private static String reason(HttpServer.Settings settings) {
    var server = open(settings);
    Endpoint.await(server.close(Endpoint.PATIENCE));
    return ((Door.Closed) server.tcp()).reason();
  }

  private static void write(Path file, String text, String mode) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
