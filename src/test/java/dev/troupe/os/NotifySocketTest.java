package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What children tell as sd_notify(3) does. */
@Tag("os")
class NotifySocketTest {
  private static final String CONNECT =
      "import os, socket; s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM);"
          + " s.connect(os.environ['NOTIFY_SOCKET']); ";

  @TempDir Path home;
  private Stage stage;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @BeforeEach
  void openStage() {
    stage = Stage.open(EngineChoice.LINUX, home);
  }

  @AfterEach
  void nothingIsLeft() {
    stage.close();
    assertThat(home.resolve("notify")).isEmptyDirectory();
  }

  @Test
  void hearsWhatAChildSays() {
    try (var socket = open("api-0")) {
      tell(socket, "s.send('STATUS=warmü\\nREADY=1'.encode()); s.send('STOPPING=1'.encode())");
      Waiting.until("heard", () -> heard.size() == 2);
      assertThat(heard).containsExactly("STATUS=warmü\nREADY=1", "STOPPING=1");
    }
  }

  @Test
  void passesOverAMessageThatIsTooLong() {
    try (var socket = open("api-0")) {
      tell(socket, "s.send(b'x' * 4097); s.send(b'y' * 4096)");
      Waiting.until("heard", () -> !heard.isEmpty());
      assertThat(heard).containsExactly("y".repeat(4096));
    }
  }

  @Test
  void keepsNoDescriptorThatComesAlong() {
    try (var socket = open("api-0")) {
      int before = Stage.openDescriptors();
      tell(socket, "socket.send_fds(s, [b'READY=1'], [0, 1, 2] * 20)");
      Waiting.until("heard", () -> !heard.isEmpty());
      Waiting.until("closed", () -> Stage.openDescriptors() <= before);
    }
  }

  @Test
  void removesItsPathWhenItIsClosed() {
    var socket = open("api-0");
    assertThat(Path.of(socket.path())).exists();
    socket.close();
    socket.close();
    assertThat(Path.of(socket.path())).doesNotExist();
  }

  @Test
  void takesThePlaceOfADeadDaemons() throws IOException {
    var directory = Files.createDirectories(home.resolve("notify"));
    Files.createFile(directory.resolve("api-0"));
    try (var socket = open("api-0")) {
      tell(socket, "s.send(b'READY=1')");
      Waiting.until("heard", () -> heard.equals(List.of("READY=1")));
    }
  }

  @Test
  void keepsSocketsApart() {
    var other = new ArrayList<String>();
    try (var socket = open("api-0");
        var second =
            Opened.value(stage.machine.sockets().notifySocket("api-1", null, other::add))) {
      tell(socket, "s.send(b'READY=1')");
      Waiting.until("heard", () -> !heard.isEmpty());
      assertThat(second.path()).isNotEqualTo(socket.path());
      assertThat(other).isEmpty();
    }
  }

  @Test
  void refusesANameThatMakesThePathTooLong() {
    var refused =
        Opened.refused(stage.machine.sockets().notifySocket("x".repeat(108), null, heard::add));
    assertThat(refused.errno()).isEqualTo(36);
    assertThat(refused.message()).contains("107 bytes at most");
    assertThat(open("api-0")).satisfies(NotifySocket::close);
  }

  private NotifySocket open(String name) {
    return Opened.value(stage.machine.sockets().notifySocket(name, null, heard::add));
  }

  private void tell(NotifySocket socket, String python) {
    var env = Map.of("NOTIFY_SOCKET", socket.path());
    stage.exit(stage.launch(stage.plan(env, "python3", "-c", CONNECT + python)));
  }
}
