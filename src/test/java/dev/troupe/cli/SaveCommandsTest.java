package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Instances;
import dev.troupe.api.LogPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code save}, {@code resurrect} and {@code cleardump} against a daemon that only pretends. */
class SaveCommandsTest extends CommandTestBase {
  private static final LogPaths NOTHING = new LogPaths(List.of());

  @Test
  void savesInPm2sWords() {
    var file = new LogPaths(List.of("/h/dump.pm2"));
    daemon.answering("POST /api/v1/daemon/save?force=false", 200, file);
    assertThat(troupe.as("pm2").run("save").out())
        .isEqualTo(
            """
            [PM2] Saving current process list...
            [PM2] Successfully saved in /h/dump.pm2
            """);
  }

  @Test
  void warnsOfAnEmptyListAndEndsWithZero() {
    daemon.answering("POST /api/v1/daemon/save?force=false", 200, NOTHING);
    var result = troupe.as("pm2").run("dump");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .isEqualTo(
            """
            [PM2][WARN] PM2 is not managing any process, skipping save...
            [PM2][WARN] To force saving use: pm2 save --force
            """);
  }

  @Test
  void savesAnEmptyListByForce() {
    var file = new LogPaths(List.of("/h/dump.pm2"));
    daemon.answering("POST /api/v1/daemon/save?force=true", 200, file);
    assertThat(troupe.run("save", "--force").out()).contains("Successfully saved in /h/dump.pm2");
  }

  @Test
  void tellsWhatCouldNotBeResurrectedAndEndsWithZeroAllTheSame() {
    daemon.refusing("POST /api/v1/daemon/resurrect", 409, "api: script: /x.js is missing");
    daemon.answering("GET /api/v1/instances", 200, new Instances(List.of()));
    var result = troupe.run("resurrect");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("api: script: /x.js is missing");
  }

  @Test
  void saysIfNothingIsSavedYet() throws IOException {
    daemon.answeringInstances("POST /api/v1/daemon/resurrect");
    daemon.answering("GET /api/v1/instances", 200, new Instances(List.of()));
    var result = troupe.run("resurrect");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("nothing is saved yet: troupe save does it\n");
    Files.writeString(home.resolve("dump.pm2.bak"), "[]");
    assertThat(troupe.run("resurrect").err()).isEmpty();
  }

  @Test
  void clearsTheListWithoutADaemon() throws IOException {
    var result = troupe.run("cleardump");
    assertThat(result.exitCode()).isZero();
    var file = result.out().replaceAll("(?s).*Successfully created (.*)\n", "$1");
    assertThat(Files.readString(Path.of(file))).isEqualTo("[]");
  }
}
