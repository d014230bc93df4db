package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code logs} and other tools beside the daemon: it ends, files are moved. */
@Tag("os")
class FollowingTest {
  private @TempDir Path folder;
  private Troupe troupe;

  @BeforeEach
  void comeIn() throws IOException {
    troupe = new Troupe(folder);
    troupe.write("count.sh", "for i in 1 2 3 4 5; do echo $$ $i; done; exec sleep 1000");
  }

  @AfterEach
  void leave() throws IOException, InterruptedException {
    troupe.close();
  }

  private static long lines(Path file) {
    try {
      return Files.readString(file).lines().count();
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void logsGoOnWithTheNextDaemonWithoutAGapOrALineTwice() throws Exception {
    troupe.run("start", "count.sh").succeeds();
    var log = troupe.home().resolve("logs/count-out.log");
    Troupe.await("the first lines", () -> lines(log) == 5);
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var logs = troupe.start(out, err, "logs", "count", "--raw");
    try {
      Troupe.await("the old lines", () -> lines(out) == 5);
      troupe.run("restart", "count").succeeds();
      Troupe.await("lines that are followed", () -> lines(out) == 10);
      troupe.run("kill").succeeds();
      troupe.run("start", "count.sh").succeeds();
      Troupe.await("lines of the next daemon", () -> lines(out) == 15);
      troupe.run("restart", "count").succeeds();
      Troupe.await("lines that are followed again", () -> lines(out) == 20);
      assertThat(out).hasSameTextualContentAs(log);
      assertThat(Files.readString(err))
          .containsOnlyOnce("waiting for the next one")
          .hasLineCount(1);
    } finally {
      logs.destroy();
      assertThat(logs.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void logsThatWereMovedAreMadeAnewAtASignalAndAtACommand() throws Exception {
    troupe.run("start", "count.sh").succeeds();
    var log = troupe.home().resolve("logs/count-out.log");
    Troupe.await("the first lines", () -> lines(log) == 5);
    move(log);
    new ProcessBuilder("kill", "-USR2", Long.toString(troupe.daemon())).start().waitFor();
    Troupe.await("a new file", () -> lines(log) == 0);
    move(log);
    troupe.run("reloadLogs").succeeds();
    assertThat(log).isEmptyFile();
  }

  private static void move(Path log) throws IOException {
    Files.move(log, log.resolveSibling("moved"), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void flushEmptiesTheLogsOfOneAppOrAllAndTheDaemonsOwn() throws Exception {
    troupe.run("start", "count.sh").succeeds();
    troupe.run("start", "count.sh", "--name", "other").succeeds();
    var one = troupe.home().resolve("logs/count-out.log");
    var other = troupe.home().resolve("logs/other-out.log");
    Troupe.await("both", () -> lines(one) == 5 && lines(other) == 5);
    troupe.run("flush", "count").succeeds();
    assertThat(lines(one)).isZero();
    assertThat(lines(other)).isEqualTo(5);
    troupe.run("flush").succeeds();
    assertThat(lines(other)).isZero();
    assertThat(troupe.home().resolve("troupe.log")).isEmptyFile();
  }
}
