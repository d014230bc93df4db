package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.DaemonInfo;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Commands about the daemon itself, against one that only pretends. */
class DaemonCommandsTest extends CommandTestBase {

  @Test
  void pings() {
    daemon.answering("GET /api/v1/daemon", 200, info("port 9615 is taken"));
    var result = troupe.run("ping");
    assertThat(result.out()).isEqualTo("{ msg: 'pong' }\n");
    assertThat(result.err()).contains("port 9615 is taken");
  }

  @Test
  void killsTwice() throws IOException {
    daemon.answering("GET /api/v1/daemon", 200, info(null));
    daemon.answeringRaw("POST /api/v1/daemon/shutdown", "HTTP/1.1 202 x\r\n\r\n");
    var stopping = Thread.ofVirtual().start(this::closeOnceAskedTo);
    var result = troupe.as("pm2").run("kill");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualTo("[PM2] [v] All Applications Stopped\n[PM2] [v] PM2 Daemon Stopped\n");
    assertThat(stopping).isNotNull();
    assertThat(troupe.run("kill").exitCode()).isZero();
  }

  private void closeOnceAskedTo() {
    while (!daemon.asked().contains("POST /api/v1/daemon/shutdown")) {
      Thread.onSpinWait();
    }
    try {
      daemon.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void reports() {
    daemon.answering("GET /api/v1/daemon", 200, info(null));
    assertThat(troupe.run("report").out())
        .startsWith("```\n--- Daemon ---")
        .contains("--- CLI ---", "--- System info ---", "--- PM2 list ---", "│ web ")
        .endsWith("```\n");
  }

  private static DaemonInfo info(@Nullable String addressProblem) {
    return new DaemonInfo(
        "0.1.0", 1, Instant.EPOCH, "/home", "linux", "it works", null, addressProblem);
  }

  @Test
  void saysInOneLineWhyHomeCannotBeUsed() {
    var result = troupe.with("TROUPE_HOME", "/proc/nope").run("list");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err())
        .startsWith("[Troupe][ERROR] cannot use /proc/nope as home directory: ")
        .hasLineCount(1);
  }
}
