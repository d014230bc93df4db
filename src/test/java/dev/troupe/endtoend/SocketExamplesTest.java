package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The servers of {@code examples/sockets}, reloaded while they have visitors. */
@Tag("os")
class SocketExamplesTest extends OneDaemon {
  private static final Path EXAMPLES = Path.of("examples/sockets").toAbsolutePath();
  private static final int CLIENTS = 4;

  /** Copies files with a free port in place of each of theirs; returns those. */
  private List<Integer> copy(List<String> files, int... ports) throws IOException {
    var free = new ArrayList<Integer>();
    for (var _ : ports) {
      free.add(freePort());
    }
    for (var name : files) {
      var text = Files.readString(EXAMPLES.resolve(name));
      for (int at = 0; at < ports.length; at++) {
        text = text.replace("" + ports[at], "" + free.get(at));
      }
      troupe.write(name, text);
    }
    return free;
  }

  private void reloadWithVisitors(String file, List<Integer> ports) throws Exception {
    troupe.run("start", file).succeeds();
    var visitors = new ArrayList<Visitors>();
    for (int port : ports) {
      visitors.add(Visitors.come(port, CLIENTS));
    }
    for (var some : visitors) {
      some.awaitMore(20);
    }
    troupe.run("reload", "all").succeeds();
    for (var some : visitors) {
      some.awaitMore(20);
      assertThat(some.leave().failures()).isEmpty();
    }
    assertThat(troupe.list())
        .hasSize(2 * ports.size())
        .allSatisfy(unit -> assertThat(unit.status()).isEqualTo("online"))
        .allSatisfy(unit -> assertThat(unit.restarts()).isEqualTo(1));
  }

  @Test
  void thoseInPythonNodeAndJavaLoseNoRequest() throws Exception {
    var files = List.of("ecosystem.toml", "server.py", "server.js", "Server.java");
    reloadWithVisitors("ecosystem.toml", copy(files, 8081, 8082, 8083));
  }

  @Test
  void debiansLighttpdLosesNoRequest() throws Exception {
    assumeThat(Path.of("/usr/sbin/lighttpd")).isExecutable();
    reloadWithVisitors("lighttpd.toml", copy(List.of("lighttpd.toml", "lighttpd.conf"), 8084));
  }
}
