package dev.troupe.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.cli.HomeWithDaemon;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output that comes as fast as it can while something else happens: none of it is lost. */
@Tag("os")
class LogPressureTest {
  private static final int LINES = 300_000;
  private static final int FOLLOWERS = 200;

  private static @TempDir Path folder;
  private static HomeWithDaemon troupe;
  private static String all;

  @BeforeAll
  static void comeIn() {
    troupe = new HomeWithDaemon(folder);
    troupe.write("burst.sh", "trap '' INT TERM; seq 1 %d; echo end".formatted(LINES));
    all =
        IntStream.rangeClosed(1, LINES).mapToObj(i -> i + "\n").collect(Collectors.joining())
            + "end\n";
  }

  @AfterAll
  static void leave() {
    troupe.close();
  }

  /** Its child ends by itself only, which a stop waits for. */
  private static void startBurst(String name) throws InterruptedException {
    troupe
        .run(
            "start", "burst.sh", "--name", name, "--no-autorestart", "--kill-timeout", "120s", "-f")
        .succeeds();
    HomeWithDaemon.await("its first lines", () -> !troupe.log(name + "-out.log").isEmpty());
  }

  private static long daemon() throws IOException {
    return Long.parseLong(Files.readString(troupe.home().resolve("pm2.pid")).strip());
  }

  @Test
  void nothingIsLostWhenAnAppIsStopped() throws Exception {
    startBurst("stopped");
    troupe.run("stop", "stopped").succeeds();
    assertThat(troupe.log("stopped-out.log").equals(all)).isTrue();
  }

  @Test
  void nothingIsLostWhenTheDaemonIsEnded() throws Exception {
    startBurst("killed");
    troupe.run("kill").succeeds();
    assertThat(troupe.log("killed-out.log").equals(all)).isTrue();
  }

  @Test
  void nothingIsLostWhenASignalEndsTheDaemon() throws Exception {
    startBurst("signalled");
    var daemon = ProcessHandle.of(daemon()).orElseThrow();
    daemon.destroy();
    HomeWithDaemon.await("its end", () -> !daemon.isAlive());
    assertThat(troupe.log("signalled-out.log").equals(all)).isTrue();
  }

  @Test
  void followersWhoNeverReadHoldUpNothingAndAreToldWhatTheyMissed() throws Exception {
    troupe.run("ping").succeeds();
    long daemon = daemon();
    var followers = new ArrayList<SocketChannel>();
    try {
      for (int i = 0; i < FOLLOWERS; i++) {
        followers.add(follow());
      }
      startBurst("followed");
      troupe.run("start", "sleep", "--name", "other", "--", "1000").succeeds();
      troupe.run("restart", "other").succeeds();
      troupe.run("stop", "other").succeeds();
      HomeWithDaemon.await("all lines", () -> troupe.log("followed-out.log").equals(all));

      assertThat(daemon()).isEqualTo(daemon);
      assertThat(readUntil(followers.getFirst(), "event: missed")).contains("\"text\":\"1\"");
    } finally {
      for (var follower : followers) {
        follower.close();
      }
    }
  }

  private static SocketChannel follow() throws IOException {
    var socket =
        SocketChannel.open(UnixDomainSocketAddress.of(troupe.home().resolve("troupe.sock")));
    socket.write(
        ByteBuffer.wrap(
            "GET /api/v1/logs?lines=0 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8)));
    readUntil(socket, "retry:");
    return socket;
  }

  /** What has come until then. */
  private static String readUntil(SocketChannel socket, String end) throws IOException {
    List<String> parts = new ArrayList<>();
    var buffer = ByteBuffer.allocate(64 * 1024);
    String last = "";
    while (!last.contains(end)) {
      assertThat(socket.read(buffer.clear())).isPositive();
      var part = new String(buffer.array(), 0, buffer.position(), UTF_8);
      parts.add(part);
      last = last.substring(Math.max(0, last.length() - end.length())) + part;
    }
    return String.join("", parts);
  }
}
