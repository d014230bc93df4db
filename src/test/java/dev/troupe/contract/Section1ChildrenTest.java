package dev.troupe.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.cli.HomeWithDaemon;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Node children rely on: their channel, and ports that all workers of all apps share. */
@Tag("os")
class Section1ChildrenTest extends SharedHome {
  private static int port;

  @BeforeAll
  static void writeApps() throws IOException {
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    troupe.write(
        "talk.js",
        """
        const said = (m) => console.log('heard', JSON.stringify(m))
        process.on('message', (m) => {
          said(m)
          if (m === 'shutdown') process.exit(0)
          if (m.msg === 'greet') {
            process.send({ type: 'axm:reply', data: { action_name: 'greet', return: { hi: m.opts } } })
          }
        })
        process.send({ type: 'axm:monitor', data: { visitors: { value: 17, unit: '' } } })
        process.send({ type: 'axm:action', data: { action_name: 'greet', arity: 2 } })
        setTimeout(() => { console.log('says ready'); process.send('ready') }, 300)
        """);
    troupe.write(
        "server.js",
        """
        const cluster = require('cluster')
        console.log('facts', cluster.isWorker, cluster.isMaster, typeof cluster.worker.id,
          require.main === module, process.argv.length, __filename)
        require('http').createServer((request, response) => response.end(process.env.name))
          .listen(%d)
        """
            .formatted(port));
  }

  /** In both modes; in cluster mode the cluster's own messages go over the same channel. */
  @ParameterizedTest
  @CsvSource({"fork, talk-out.log", "cluster, talk-out-0.log"})
  void aChildHasAChannel(String mode, String log) throws Exception {
    troupe.write(
        "talk.json",
        """
        {"apps": [{"name": "talk", "script": "./talk.js", "exec_mode": "%s", "wait_ready": true,
                   "instances": %s, "listen_timeout": 60000, "shutdown_with_message": true,
                   "kill_timeout": 60000}]}
        """
            .formatted(mode, mode.equals("fork") ? "null" : "1"));
    troupe.run("start", "talk.json").succeeds();
    HomeWithDaemon.await("the start was over when it was ready", () -> says(log, "says ready"));
    assertThat(troupe.run("jlist").out())
        .contains("\"visitors\":{\"value\":17")
        .containsPattern("\"version\":\"N/A\",\"node_version\":\"[0-9.]+\"");
    assertThat(troupe.run("trigger", "talk", "greet", "you").succeeds().out())
        .contains("[talk:0:default]={\"hi\":\"you\"}");
    assertThat(troupe.run("trigger", "talk", "nosuch").exitCode()).isOne();
    troupe.run("stop", "talk").succeeds();
    HomeWithDaemon.await("it was asked by message", () -> says(log, "heard \"shutdown\""));
    assertThat(troupe.run("jlist").out()).contains("\"exit_code\":0", "\"node_version\":");
    assertThat(troupe.run("describe", "talk").out()).containsPattern("node.js version +│ [0-9.]+ ");
  }

  private static boolean says(String log, String line) {
    return troupe.log(log).contains(line);
  }

  @Test
  void workersOfDifferentAppsShareAPortAlsoAcrossAReload() throws Exception {
    troupe.run("start", "server.js", "--name", "one", "-i", "2").succeeds();
    troupe.run("start", "server.js", "--name", "two", "-i", "1").succeeds();
    assertThat(answering()).containsExactlyInAnyOrder("one", "two");
    troupe.run("reload", "one").succeeds();
    assertThat(answering()).containsExactlyInAnyOrder("one", "two");
    troupe.run("delete", "one").succeeds();
    assertThat(ask()).isEqualTo("two");
  }

  @Test
  void aWorkerLooksAsUnderNode() throws Exception {
    troupe.run("start", "server.js", "--name", "look", "-i", "1").succeeds();
    var facts =
        Pattern.compile("facts true false number true 2 .*/server\\.js\\n", Pattern.MULTILINE);
    HomeWithDaemon.await("facts", () -> facts.matcher(troupe.log("look-out-0.log")).find());
  }

  /** Which apps answer; asks until both have, each time on a new connection. */
  private static Set<String> answering() throws Exception {
    var names = new HashSet<String>();
    HomeWithDaemon.await(
        "answers of both",
        () -> {
          names.add(ask());
          return names.size() == 2;
        });
    return names;
  }

  private static String ask() {
    try {
      var connection = URI.create("http://127.0.0.1:" + port).toURL().openConnection();
      connection.setRequestProperty("Connection", "close");
      try (var in = connection.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new AssertionError("a request was lost", e);
    }
  }
}
