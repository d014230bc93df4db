package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.api.HomeLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting daemons that are shell scripts. */
@Tag("os")
class DaemonStarterTest {
  @TempDir Path folder;

  private HomeLayout home;
  private ApiClient client;
  private @Nullable FakeDaemon daemon;

  @BeforeEach
  void makeHome() throws IOException {
    home = HomeLayout.of(Map.of("TROUPE_HOME", "h"), folder);
    Files.createDirectory(home.root());
    client = new ApiClient(home.socket());
  }

  @AfterEach
  void close() throws IOException {
    if (daemon != null) {
      daemon.close();
    }
  }

  private DaemonStarter starter(String commands, int patienceMillis) throws IOException {
    var java = folder.resolve("java");
    FakeInstallation.script(java, commands);
    var installation =
        new Installation(java, "a.jar:b.jar", Path.of("/i/conf/daemon.jvm"), Path.of("/d.jsa"));
    return new DaemonStarter(installation, home, client, patienceMillis);
  }

  @Test
  void showsWhatAFailedDaemonHadToSay() throws IOException {
    Files.writeString(home.daemonLog(), "an old line\n");
    var starter = starter("echo 'out of luck'; echo \"$@\"; exit 3", 5000);
    assertThatThrownBy(starter::start)
        .hasMessage(
            "the daemon ended at once with exit code 3. "
                + home.daemonLog()
                + ":\n  out of luck\n"
                + "  @/i/conf/daemon.jvm -XX:SharedArchiveFile=/d.jsa"
                + " -Dtroupe.daemon.archive=/d.jsa -cp a.jar:b.jar"
                + " dev.troupe.DaemonMain");
  }

  @Test
  void givesItHomeAndNoTerminal() throws IOException {
    var starter = starter("echo $TROUPE_HOME; pwd; cat; exit 1", 5000);
    assertThatThrownBy(starter::start).message().endsWith("\n  " + home.root() + "\n  /");
  }

  @Test
  void losesPatienceWithADaemonThatDoesNotListen() throws IOException {
    var starter = starter("echo thinking; exec sleep 1", 300);
    assertThatThrownBy(starter::start)
        .hasMessage(
            "the daemon did not listen within 0.3 s. " + home.daemonLog() + ":\n  thinking");
  }

  @Test
  void waitsForTheDaemonThatWonTheRace() throws Exception {
    var starter = starter("exit 0", 5000);
    var winner =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!Files.exists(home.daemonLog())) {
                    Thread.onSpinWait();
                  }
                  listen();
                });
    starter.start();
    winner.join();
    assertThat(client.answers()).isTrue();
  }

  @Test
  void startsAnotherIfTheOneBeforeWasJustEnding() throws Exception {
    var starter =
        starter("echo x >> " + folder + "/starts; [ $(wc -l < " + folder + "/starts) = 1 ]", 5000);
    assertThatThrownBy(starter::start).hasMessageContaining("exit code 1");
    assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(2);
  }

  private void listen() {
    try {
      daemon = new FakeDaemon(home.socket());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
