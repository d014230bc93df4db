package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The socket file: whose it is, and what becomes of it. */
@Timeout(20)
class UnixDoorTest {
  private static ActorSystem<Void> system;
  @TempDir private Path home;
  private Path socket;

  @BeforeAll
  static void start() {
    system = Endpoint.system();
  }

  @AfterAll
  static void stop() {
    system.terminate();
    Endpoint.await(system.getWhenTerminated());
  }

  @BeforeEach
  void name() {
    socket = home.resolve("http.sock");
  }

  private HttpServer open(Path at) {
    return Endpoint.await(
        HttpServer.open(
            system,
            new FakeControl(),
            new HttpServer.Settings(
                at,
                false,
                "127.0.0.1",
                0,
                false,
                home.resolve("token"),
                home.resolve("keys.json"))));
  }

  private static void close(HttpServer server) {
    Endpoint.await(server.close(Endpoint.PATIENCE));
  }

  private String reason(Path at) {
    var server = open(at);
    close(server);
    return ((Door.Closed) server.unix()).reason();
  }

  private void answers() {
    try (var wire = Wire.unix(socket)) {
      assertThat(wire.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").answer().body())
          .isEqualTo("ok");
    }
  }

  @Test
  void isForItsOwnerAlone() throws IOException {
    var server = open(socket);
    assertThat(server.unix()).isEqualTo(new Door.Open(socket.toString()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-------");
    close(server);
  }

  @Test
  void leavesNoFileBehind() throws IOException {
    close(open(socket));
    try (var files = Files.list(home)) {
      assertThat(files).isEmpty();
    }
    assertThatThrownBy(() -> Wire.unix(socket)).hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void takesThePlaceOfADeadDaemon() throws IOException {
    ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(socket))
        .close();
    assertThat(socket).exists();
    var server = open(socket);
    answers();
    close(server);
  }

  @Test
  void leavesThePlaceToALivingDaemon() {
    var first = open(socket);
    assertThat(reason(socket)).contains(socket.toString(), "another running daemon");
    answers();
    close(first);
  }

  @Test
  void leavesTheFileOfADaemonThatTookThePlace() throws IOException {
    var first = open(socket);
    Files.delete(socket);
    var second = open(socket);
    close(first);
    answers();
    close(second);
  }

  @Test
  void overwritesNoOrdinaryFile() throws IOException {
    Files.writeString(socket, "precious");
    assertThat(reason(socket)).contains("no socket");
    assertThat(socket).hasContent("precious");
  }

  @Test
  void saysWhyItCanNotBeOpened() {
    assertThat(reason(home.resolve("missing").resolve("http.sock"))).contains("missing/http.sock");
    assertThat(reason(home.resolve("long".repeat(40)))).contains("path short");
  }
}
