package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.LogPaths;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code flush} and {@code reloadLogs} against a daemon that only pretends. */
class LogFileCommandsTest extends CommandTestBase {

  @Test
  void emptiesAllLogsAndTheDaemonsOwn() {
    var files = new LogPaths(List.of("/h/troupe.log", "/h/logs/web-out.log"));
    daemon.answering("POST /api/v1/logs/flush", 200, files);
    assertThat(troupe.as("pm2").run("flush"))
        .isEqualTo(
            new CommandRun.Result(
                0,
                """
                [PM2] Flushing /h/troupe.log
                [PM2] Flushing /h/logs/web-out.log
                [PM2] Logs flushed
                """,
                ""));
  }

  @Test
  void emptiesTheLogsOfEachTargetAndOnlyWarnsOfUnknownOnes() {
    daemon.answering(
        "POST /api/v1/logs/flush?target=web", 200, new LogPaths(List.of("/h/logs/web-out.log")));
    daemon.refusing("POST /api/v1/logs/flush?target=nope", 404, "there is no nope");
    assertThat(troupe.run("flush", "nope", "web"))
        .isEqualTo(
            new CommandRun.Result(
                0,
                "[Troupe] Flushing /h/logs/web-out.log\n[Troupe] Logs flushed\n",
                "[Troupe][WARN] there is no nope\n"));
  }

  @Test
  void saysWhatCouldNotBeEmptied() {
    daemon.refusing("POST /api/v1/logs/flush", 409, "cannot be emptied: /x");
    assertThat(troupe.run("flush"))
        .isEqualTo(new CommandRun.Result(1, "", "[Troupe][ERROR] cannot be emptied: /x\n"));
  }

  @Test
  void hasTheLogsReopened() {
    daemon.answering("POST /api/v1/logs/reopen", 200, new LogPaths(List.of()));
    assertThat(troupe.run("reloadLogs"))
        .isEqualTo(new CommandRun.Result(0, "Reloading all logs...\nAll logs reloaded\n", ""));
  }
}
