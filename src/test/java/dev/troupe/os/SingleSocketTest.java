package dev.troupe.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets that all share: unix-domain, UDP, plain TCP. */
@Tag("os")
class SingleSocketTest {
  @TempDir Path home;
  private Stage stage;
  private Path path;

  @BeforeEach
  void openStage() {
    stage = Stage.open(EngineChoice.LINUX, home);
    path = home.resolve("api.sock");
  }

  @AfterEach
  void nothingIsLeft() {
    stage.close();
  }

  @Test
  void listensOnAPathUntilItIsClosed() throws IOException {
    try (var socket = unix()) {
      var taker = new Taker();
      socket.accept(taker);
      SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
      Waiting.until("accepted", () -> taker.taken() == 1);
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void takesThePlaceOfASocketNobodyListensOn() throws IOException {
    try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();
    try (var socket = unix()) {
      assertThat(socket.address()).isEqualTo(new ListenAddress.Unix(path.toString()));
    }
  }

  @Test
  void refusesAPathThatSomebodyListensOn() throws IOException {
    try (var stranger = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      stranger.bind(UnixDomainSocketAddress.of(path));
      assertThat(refusal(new ListenAddress.Unix(path.toString())))
          .isEqualTo(
              new SocketResult.Refused<BoundSocket>(
                  98, "cannot listen on " + path + ": Address already in use"));
      SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
    }
  }

  @Test
  void neverRemovesAFileThatIsNoSocket() throws IOException {
    Files.writeString(path, "precious");
    assertThat(refusal(new ListenAddress.Unix(path.toString())).errno()).isEqualTo(98);
    assertThat(path).hasContent("precious");
  }

  @Test
  void refusesAPathInAFolderThatDoesNotExist() {
    assertThat(refusal(new ListenAddress.Unix(home + "/no/api.sock")).message())
        .endsWith("api.sock: No such file or directory");
  }

  @Test
  void refusesAPathThatIsTooLong() {
    var refused = refusal(new ListenAddress.Unix("/" + "x".repeat(107)));
    assertThat(refused.errno()).isEqualTo(36);
    assertThat(refused.message()).contains("107 bytes at most");
  }

  @Test
  void closingTwiceLeavesTheNextOnesPathAlone() {
    var first = unix();
    first.close();
    try (var next = unix()) {
      first.close();
      assertThat(next).isNotSameAs(first);
      assertThat(path).exists();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void givesAChildItsUdpSocket(boolean isV6) throws IOException {
    var address = new ListenAddress.Udp(null, 0, isV6, false);
    try (var socket = Opened.value(stage.machine.sockets().single(address, 0))) {
      stage.launch(
          stage.wired(
              false,
              List.of(socket),
              "python3",
              "-c",
              "import socket; s = socket.socket(fileno=3); d, a = s.recvfrom(99);"
                  + " s.sendto(d.upper(), a)"));
      int port = ((ListenAddress.Udp) socket.address()).port();
      assertThat(askByDatagram(isV6 ? "::1" : "127.0.0.1", port)).isEqualTo("HELLO");
    }
  }

  @Test
  void refusesAUdpPortThatIsTaken() throws IOException {
    try (var stranger = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      var address = new ListenAddress.Udp("127.0.0.1", stranger.getLocalPort(), false, false);
      assertThat(refusal(address).message())
          .startsWith("cannot listen on 127.0.0.1 UDP port ")
          .endsWith("Address already in use");
    }
  }

  @Test
  void refusesAUdpHostOfTheOtherFamily() {
    assertThat(refusal(new ListenAddress.Udp("127.0.0.1", 0, true, false)).errno()).isEqualTo(22);
  }

  @Test
  void listensOnAPlainPort() throws IOException {
    var address = new ListenAddress.Tcp("127.0.0.1", 0, false);
    try (var socket = Opened.value(stage.machine.sockets().single(address, 511))) {
      int port = ((ListenAddress.Tcp) socket.address()).port();
      Client.connect("127.0.0.1", port).close();
      assertThat(refusal(socket.address()).errno()).isEqualTo(98);
    }
  }

  @Test
  void refusesAPlainPortThatIsTaken() throws IOException {
    try (var stranger = new ServerSocket(0)) {
      assertThat(refusal(new ListenAddress.Tcp(null, stranger.getLocalPort(), false)).errno())
          .isEqualTo(98);
    }
  }

  private BoundSocket unix() {
    return Opened.value(
        stage.machine.sockets().single(new ListenAddress.Unix(path.toString()), 511));
  }

  private SocketResult.Refused<BoundSocket> refusal(ListenAddress address) {
    return Opened.refused(stage.machine.sockets().single(address, 511));
  }

  private static String askByDatagram(String host, int port) throws IOException {
    try (var client = new DatagramSocket()) {
      client.setSoTimeout(30_000);
      var address = InetAddress.ofLiteral(host);
      client.send(new DatagramPacket("hello".getBytes(UTF_8), 5, address, port));
      var answer = new DatagramPacket(new byte[99], 99);
      client.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), UTF_8);
    }
  }
}
