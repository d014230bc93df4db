package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that is killed, told to end, or replaced, while its apps work. */
@Tag("os")
class DaemonDeathTest {
  private static final String COUNTING =
      "n=0; while :; do n=$((n+1)); echo line $n; sleep 0.1; done";

  private static final String SERVER =
      """
      require('node:http').createServer((request, response) => {
        setTimeout(() => response.end('pid ' + process.pid), 5);
      }).listen(process.env.WEB_PORT);
      """;

  private static final String CHAT =
      """
      process.on('message', message => { console.log('heard ' + message); process.exit(0); });
      process.stdin.on('data', line => console.log('read ' + line));
      """;

  private @TempDir Path folder;
  private Troupe troupe;
  private int port;

  @BeforeEach
  void comeIn() throws IOException {
    troupe = new Troupe(folder);
    port = OneDaemon.freePort();
    troupe.write("server.js", SERVER);
    troupe.write("chat.js", CHAT);
    troupe.write("counter.sh", COUNTING);
    troupe.write("bad.sh", "exit 3");
    troupe.write(
        "apps.yaml",
        """
        apps:
          - {name: api, script: server.js, exec_mode: cluster, instances: 2, env: {WEB_PORT: '%d'}}
          - {name: chat, script: chat.js, shutdown_with_message: true}
          - {name: counter, script: counter.sh}
          - {name: idle, script: counter.sh, autostart: false}
          - {name: bad, script: bad.sh, max_restarts: 2}
        """
            .formatted(port));
  }

  @AfterEach
  void leave() throws IOException, InterruptedException {
    troupe.close();
  }

  private static void kill(long pid, boolean hard) {
    var process = ProcessHandle.of(pid).orElseThrow();
    assertThat(hard ? process.destroyForcibly() : process.destroy()).isTrue();
  }

  /** Right after a line was written the next one is some time off. */
  private void awaitLine() throws InterruptedException {
    var log = troupe.home().resolve("logs/counter-out.log").toFile();
    long before = log.length();
    Troupe.await("a further line", () -> log.length() > before);
  }

  @Test
  void killStopsWhatADeadDaemonHasLeft() throws Exception {
    troupe.run("start", "counter.sh").succeeds();
    long app = troupe.unit("counter").pid();
    long daemon = troupe.daemon();
    kill(daemon, true);
    Troupe.awaitEnd(daemon);
    assertThat(troupe.run("kill").succeeds().out()).contains("The daemon has died");
    assertThat(Troupe.lives(app)).isFalse();
    assertThat(troupe.run("kill").succeeds().err()).contains("no daemon is running");
  }

  @Test
  void appsGoOnAsIfNothingHadHappened() throws Exception {
    troupe.run("start", "apps.yaml");
    troupe.awaits("bad", "errored");
    var before = troupe.list();
    var visitors = Visitors.come(port, 4);
    visitors.awaitMore(100);

    long daemon = troupe.daemon();
    awaitLine();
    kill(daemon, true);
    Troupe.awaitEnd(daemon);
    visitors.awaitMore(100);
    assertThat(troupe.list()).isEqualTo(before);
    assertThat(troupe.run("env", "0").out()).contains("node_version: ");

    troupe.run("reload", "api").succeeds();
    visitors.awaitMore(100);
    assertThat(visitors.leave().failures()).isEmpty();
    assertThat(troupe.list().stream().filter(unit -> unit.name().equals("api")))
        .extracting(Troupe.Unit::restarts)
        .containsExactly(1, 1);

    troupe.run("send", "chat", "hello").succeeds();
    Troupe.await("its input is read", () -> chatLog().contains("read hello"));
    troupe.run("stop", "chat", "counter").succeeds();
    assertThat(chatLog()).contains("heard shutdown");
    assertThat(Troupe.lives(before.getFirst().pid())).isFalse();
    var lines = troupe.log("counter-out.log").lines().toList();
    assertThat(lines)
        .isEqualTo(IntStream.rangeClosed(1, lines.size()).mapToObj(n -> "line " + n).toList());
  }

  private String chatLog() {
    try {
      return troupe.log("chat-out.log");
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void anUpdateTouchesNoApp() throws Exception {
    troupe.run("start", "apps.yaml");
    troupe.awaits("bad", "errored");
    var before = troupe.list();
    long daemon = troupe.daemon();
    var visitors = Visitors.come(port, 4);
    awaitLine();
    troupe.run("update").succeeds();
    visitors.awaitMore(50);
    assertThat(visitors.leave().failures()).isEmpty();
    assertThat(troupe.list()).isEqualTo(before);
    assertThat(troupe.daemon()).isEqualTo(daemon);
    troupe.run("stop", "counter").succeeds();
    var lines = troupe.log("counter-out.log").lines().toList();
    assertThat(lines)
        .isEqualTo(IntStream.rangeClosed(1, lines.size()).mapToObj(n -> "line " + n).toList());
  }

  @Test
  void aDaemonThatIsToldToEndSavesAndStopsItsApps() throws Exception {
    troupe.run("start", "chat.js").succeeds();
    troupe.run("start", "counter.sh").succeeds();
    troupe.run("stop", "counter").succeeds();
    long app = troupe.unit("chat").pid();
    long daemon = troupe.daemon();
    kill(daemon, false);
    Troupe.awaitEnd(daemon);
    assertThat(Troupe.lives(app)).isFalse();
    assertThat(troupe.list()).isEmpty();
    assertThat(Files.readString(troupe.home().resolve("dump.pm2"))).startsWith("[");
    troupe.run("resurrect").succeeds();
    assertThat(troupe.list())
        .extracting(Troupe.Unit::name, Troupe.Unit::status)
        .isEqualTo(List.of(tuple("chat", "online"), tuple("counter", "stopped")));
  }
}
