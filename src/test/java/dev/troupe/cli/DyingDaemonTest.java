package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands whose daemon dies while it is asked; the next daemon is a real one. */
@Tag("os")
class DyingDaemonTest {
  @TempDir Path folder;

  private HomeWithDaemon user;
  private ServerSocketChannel server;

  @BeforeEach
  void listen() throws IOException {
    user = new HomeWithDaemon(folder);
    Files.createDirectory(user.home());
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(user.home().resolve("troupe.sock")));
  }

  @AfterEach
  void leave() throws IOException {
    server.close();
    user.close();
  }

  /** Takes one connection, and dies with it. */
  private Thread dies(boolean afterReading) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (var channel = server.accept()) {
                if (afterReading) {
                  channel.read(ByteBuffer.allocate(64 * 1024));
                }
                server.close();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
  }

  @Test
  void whatTheDeadOneHasNotReadIsAskedOfTheNext() throws InterruptedException {
    var death = dies(false);
    var result = user.run("start", "sleep", "--", "9").succeeds();
    death.join();
    assertThat(result.out()).contains("Started sleep (id 0)");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aQuestionIsAskedAgain() throws InterruptedException {
    var death = dies(true);
    assertThat(user.run("jlist").succeeds().out()).isEqualTo("[]\n");
    death.join();
  }

  @Test
  void anOrderThatHasBeenReadIsNotRepeatedAndTheUserIsToldWhatToDo() throws InterruptedException {
    var death = dies(true);
    assertThat(user.run("stop", "all").fails())
        .contains("the daemon died before it answered", "look with list");
    death.join();
    assertThat(user.run("jlist").succeeds().out()).isEqualTo("[]\n");
  }

  @Test
  void eventsAreFollowedAtTheNext() throws InterruptedException {
    var death = dies(true);
    assertThat(user.run("events", "--since", "1m").succeeds().err()).isEmpty();
    death.join();
  }
}
