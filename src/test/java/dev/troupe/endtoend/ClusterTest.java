package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Unmodified Node servers as a cluster, reloaded and killed while clients come and go. */
@Tag("os")
class ClusterTest extends OneDaemon {
  private static final int CLIENTS = 8;

  private int port;

  @BeforeEach
  void comeIn() throws IOException {
    port = freePort();
  }

  private void writeServer(String version) throws IOException {
    troupe.write(
        "server.js",
        """
        require('node:http').createServer((request, response) => {
          setTimeout(() => response.end('%s ' + process.pid), 5);
        }).listen(%d);
        """
            .formatted(version, port));
  }

  private void startServer(String node, String... more) throws Exception {
    writeServer("v1");
    var words = new ArrayList<String>();
    words.addAll(List.of("start", "server.js", "-i", "2", "--name", "api", "--interpreter", node));
    words.addAll(List.of(more));
    troupe.run(words.toArray(String[]::new)).succeeds();
  }

  @ParameterizedTest
  @MethodSource("dev.troupe.endtoend.Nodes#all")
  void aReloadLosesNoRequest(String node) throws Exception {
    startServer(node);
    var visitors = Visitors.come(port, CLIENTS);
    visitors.awaitMore(200);
    writeServer("v2");
    for (int reload = 0; reload < 3; reload++) {
      troupe.run("reload", "api").succeeds();
    }
    visitors.awaitMore(200);
    assertThat(visitors.leave().failures()).isEmpty();
    assertThat(visitors.bodies().keySet()).anyMatch(body -> body.startsWith("v1"));
    assertThat(Visitors.ask(port)).startsWith("v2");
    assertThat(troupe.list()).extracting(Troupe.Unit::restarts).containsExactly(3, 3);
  }

  @Test
  void bothWorkersServe() throws Exception {
    startServer("node");
    var visitors = Visitors.come(port, CLIENTS);
    visitors.awaitMore(500);
    assertThat(visitors.leave().failures()).isEmpty();
    int served = visitors.served();
    assertThat(visitors.bodies().values())
        .hasSize(2)
        .allSatisfy(share -> assertThat(share).isBetween(served * 3 / 10, served * 7 / 10));
  }

  @Test
  void aNewVersionThatExitsAtOnceNeverTakesTheOldOneDown() throws Exception {
    startServer("node");
    var visitors = Visitors.come(port, CLIENTS);
    visitors.awaitMore(100);
    troupe.write("server.js", "process.exit(3);");
    var refusal = troupe.run("reload", "api");
    assertThat(refusal.exitCode()).isEqualTo(1);
    assertThat(refusal.err()).contains("slot 0").contains("exited with code 3");
    visitors.awaitMore(200);
    assertThat(visitors.leave().failures()).isEmpty();
    assertThat(troupe.list()).extracting(Troupe.Unit::status).containsExactly("online", "online");
    assertThat(troupe.run("describe", "api").succeeds().out()).contains("rolled back");
  }

  @Test
  void aNewVersionThatNeverListensIsTakenBack() throws Exception {
    writeServer("v1");
    troupe.write(
        "app.json",
        """
        {"apps": [{"name": "api", "script": "server.js", "instances": 2, "exec_mode": "cluster",
                   "listen_timeout": 5000, "on_ready_timeout": "rollback"}]}
        """);
    troupe.run("start", "app.json").succeeds();
    var visitors = Visitors.come(port, CLIENTS);
    visitors.awaitMore(100);
    troupe.write("server.js", "setInterval(() => {}, 1000);");
    var refusal = troupe.run("reload", "api");
    assertThat(refusal.exitCode()).isEqualTo(1);
    assertThat(refusal.err()).contains("not ready");
    assertThat(visitors.leave().failures()).isEmpty();
  }

  @Test
  void aKilledWorkerCostsOnlyTheRequestsItHadAccepted() throws Exception {
    startServer("node");
    var visitors = Visitors.come(port, CLIENTS);
    visitors.awaitMore(200);
    ProcessHandle.of(troupe.list().getFirst().pid()).orElseThrow().destroyForcibly();
    visitors.awaitMore(500);
    assertThat(visitors.leave().failures())
        .hasSizeLessThanOrEqualTo(CLIENTS)
        .noneMatch(failure -> failure.contains("no answer") || failure.contains("refused"));
  }

  @Test
  void aStopInTheMiddleOfAReloadStops() throws Exception {
    troupe.write(
        "app.json",
        """
        {"apps": [{"name": "api", "script": "server.js", "instances": 2, "exec_mode": "cluster",
                   "wait_ready": true, "listen_timeout": 60000}]}
        """);
    troupe.write("server.js", "process.send('ready'); setInterval(() => {}, 1000);");
    troupe.run("start", "app.json").succeeds();
    troupe.write("server.js", "setInterval(() => {}, 1000);");
    var out = folder.resolve("reload.out");
    var err = folder.resolve("reload.err");
    var reload = troupe.start(out, err, "reload", "api");
    Troupe.await(
        "the replacement is being started",
        () -> {
          try {
            return Files.readString(out).contains("starting");
          } catch (IOException e) {
            return false;
          }
        });
    assertThat(troupe.run("reload", "api").fails()).contains("under way");
    troupe.run("stop", "api").succeeds();
    assertThat(reload.waitFor()).isEqualTo(1);
    assertThat(troupe.list()).extracting(Troupe.Unit::status).containsExactly("stopped", "stopped");
  }

  @Test
  void pythonServersOnInheritedSocketsAreReloadedWithoutLoss() throws Exception {
    troupe.write(
        "server.py",
        """
        import os, signal, socket, sys
        server = socket.socket(fileno=3)
        server.settimeout(0.1)
        stopping = []
        signal.signal(signal.SIGINT, lambda *_: stopping.append(1))
        while not stopping:
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(5)
                text = b''
                while b'\\r\\n\\r\\n' not in text:
                    text += connection.recv(4096)
                body = str(os.getpid()).encode()
                head = b'HTTP/1.1 200 OK\\r\\nConnection: close\\r\\nContent-Length: %d\\r\\n\\r\\n'
                connection.sendall(head % len(body) + body)
        """);
    troupe.write(
        "app.json",
        """
        {"apps": [{"name": "py", "script": "server.py", "instances": 2,
                   "sockets": [{"host": "127.0.0.1", "port": %d}]}]}
        """
            .formatted(port));
    troupe.run("start", "app.json").succeeds();
    var visitors = Visitors.come(port, CLIENTS);
    visitors.awaitMore(100);
    troupe.run("reload", "py").succeeds();
    troupe.run("reload", "py").succeeds();
    visitors.awaitMore(100);
    assertThat(visitors.leave().failures()).isEmpty();
    assertThat(visitors.bodies()).hasSizeGreaterThan(2);
  }
}
