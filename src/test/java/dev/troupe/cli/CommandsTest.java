package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.troupe.api.Apps;
import dev.troupe.api.LogTrouble;
import dev.troupe.api.LogTroubles;
import dev.troupe.api.MemoryReport;
import dev.troupe.api.TroubleReport;
import dev.troupe.model.Trouble;
import dev.troupe.pm2.Example;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that look, against a daemon that only pretends; and what all commands share. */
class CommandsTest extends CommandTestBase {

  @Test
  void listsByName() {
    var result = troupe.run("list");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("┌").containsSubsequence("│ api ", "│ web ");
    assertThat(daemon.asked()).containsExactly("GET /api/v1/instances");
  }

  @Test
  void listsInTheOrderThatIsAskedFor() {
    assertThat(troupe.run("ls", "--sort=id").out()).containsSubsequence("│ web ", "│ api ");
    assertThat(troupe.run("ps", "--sort", "name:desc").out())
        .containsSubsequence("│ web ", "│ api ");
    var result = troupe.run("l", "--sort=colour");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("--sort=colour: give name, id, pid");
  }

  @Test
  void printsIdsAndPids() {
    assertThat(troupe.run("id", "web").out()).isEqualTo("[ 0 ]\n");
    assertThat(troupe.run("id", "nope")).isEqualTo(new CommandRun.Result(0, "[]\n", ""));
    assertThat(troupe.run("pid").out()).isEqualTo("4000\n4001\n");
    assertThat(troupe.run("pid", "api").out()).isEqualTo("4001\n");
    assertThat(troupe.run("pid", "nope").exitCode()).isZero();
  }

  @Test
  void namesAppsToTheShell() {
    assertThat(troupe.run("completion", "names").out()).isEqualTo("api\nweb\n");
  }

  @Test
  void printsUnits() throws IOException {
    daemon.answering("GET /api/v1/apps", 200, new Apps(List.of(Example.web(2))));
    var units = JSON.std.listFrom(troupe.run("jlist").out());
    assertThat(units).hasSize(2);
    assertThat(units.getFirst()).hasFieldOrPropertyWithValue("pm_id", 0);
    assertThat(troupe.run("prettylist").out()).startsWith("[\n  {\n    pid: ");
    daemon.answering("GET /api/v1/apps", 200, new Apps(List.of()));
    assertThat(troupe.run("jlist").out()).isEqualTo("[]\n");
  }

  @Test
  void describesAndPrintsTheEnvironment() {
    daemon.answering("GET /api/v1/apps", 200, new Apps(List.of(Example.web(2))));
    daemon.answering("GET /api/v1/apps/web", 200, new Apps(List.of(Example.web(2))));
    daemon.answering("GET /api/v1/apps/web/memory", 200, new MemoryReport(List.of()));
    daemon.answering(
        "GET /api/v1/apps/web/trouble",
        200,
        new TroubleReport(
            List.of(
                new Trouble(
                    1,
                    "/e.log",
                    List.of("oops"),
                    80,
                    new Trouble.Holder(4711, "node x.js"),
                    "its limits do not hold"))));
    daemon.refusing("GET /api/v1/apps/nope", 404, "there is no app nope");
    var path = Example.web(2).spec().logs().pathsFor(0).getFirst();
    daemon.answering(
        "GET /api/v1/logs/problems",
        200,
        new LogTroubles(List.of(new LogTrouble(path, Instant.EPOCH, "disk full", 7))));
    var described = troupe.run("describe", "web");
    assertThat(described.err())
        .contains("port 80 is held by pid 4711: node x.js", "its limits do not hold");
    assertThat(described.out())
        .contains("Instance 0 of web", "Instance 1 of web", "│ exec mode ")
        .contains("Last lines of /e.log\n  oops\n")
        .contains(path + " cannot be written since 1970-01-01T00:00:00Z: disk full; 7 bytes");
    assertThat(troupe.run("show", "nope").exitCode()).isOne();
    assertThat(troupe.run("env", "1").out()).contains("NODE_ENV: production\n");
    assertThat(troupe.run("env", "77").exitCode()).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lst", "listt", "--nope"})
  void suggestsTheNearestCommand(String typo) {
    var result = troupe.run(typo);
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("there is no command " + typo);
  }

  @ParameterizedTest
  @CsvSource({"lst, list", "statu, status", "savee, save", "startOrRelod, startOrReload"})
  void theNearestMayBeAnAlias(String typo, String meant) {
    assertThat(troupe.run(typo).err()).endsWith("Did you mean " + meant + "?\n");
  }

  @Test
  void refusesUnknownOptions() {
    var result = troupe.run("list", "--nope");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("Unknown option: '--nope'").contains("list --help");
  }

  /** PM2 takes each of its options with each command. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--ext js",
        "-n x",
        "--name x",
        "--interpreter node",
        "--interpreter-args --harmony",
        "--node-args --harmony",
        "-o o",
        "-e e",
        "-l l",
        "--filter-env A",
        "--log-type raw",
        "--log-date-format YYYY",
        "--time",
        "--disable-logs",
        "--env production",
        "-i 1",
        "--shutdown-with-message",
        "-p p",
        "-k 100",
        "--listen-timeout 100",
        "--max-memory-restart 100M",
        "--restart-delay 10",
        "--exp-backoff-restart-delay 10",
        "-x",
        "--max-restarts 3",
        "-u root",
        "--uid root",
        "--gid root",
        "--namespace n",
        "--cwd /",
        "--hp /",
        "--wait-ip",
        "--service-name s",
        "-c 0",
        "--cron 0",
        "--cron-restart 0",
        "-w",
        "--source-map-support",
        "--only x",
        "--disable-source-map-support",
        "--wait-ready",
        "--merge-logs",
        "--watch src",
        "--ignore-watch x",
        "--watch-delay 4",
        "--no-vizion",
        "--no-autostart",
        "--no-autorestart",
        "--stop-exit-codes 1",
        "--no-treekill",
        "--no-pmx",
        "--no-automation",
        "--trace",
        "--disable-trace",
        "--v8",
        "--event-loop-inspector",
        "--deep-monitoring",
        "--attach"
      })
  void takesAnOptionItHasNoUseForAndSaysSo(String option) {
    var words = new ArrayList<>(List.of("id", "web"));
    words.addAll(List.of(option.split(" ", -1)));
    var result = troupe.run(words.toArray(new String[0]));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("[ 0 ]\n");
    assertThat(result.err().lines())
        .singleElement()
        .matches(line -> line.endsWith(" is left aside: id has no use for it"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-v", "-V", "--version"})
  void showsTheVersionWithEveryCommand(String option) {
    assertThat(troupe.run("list", option).out()).isEqualTo("unreleased\n");
    assertThat(daemon.asked()).isEmpty();
  }

  @Test
  void showsHelpAndVersion() {
    assertThat(troupe.run().exitCode()).isOne();
    assertThat(troupe.run().out()).contains("start ", "kill ");
    assertThat(troupe.run("--help").exitCode()).isZero();
    assertThat(troupe.run("help", "start").out())
        .contains("Usage: troupe start [OPTIONS] [WHAT...]\n", "-n, --name=NAME ", "Examples:");
    assertThat(troupe.as("pm2").run("logs", "-h").out()).contains("  pm2 logs api --lines 100");
    assertThat(troupe.run("-v").out()).isEqualTo("unreleased\n");
    assertThat(daemon.asked()).isEmpty();
  }

  @Test
  void everyCommandHasHelp() {
    for (var command : Commands.all()) {
      var syntax = command.syntax();
      assertThat(troupe.run(syntax.spec().name(), "--help").exitCode()).isZero();
      assertThat(syntax.summary()).endsWith(".");
    }
    assertThat(Commands.all()).hasSameSizeAs(Commands.NAMES);
  }

  @Test
  void isSilentIfAskedButPrintsItsProducts() {
    daemon.answering("GET /api/v1/apps", 200, new Apps(List.of()));
    var silent = troupe.with("PM2_SILENT", "true");
    assertThat(silent.run("list").out()).isEmpty();
    assertThat(silent.run("nope").err()).isEmpty();
    assertThat(silent.run("jlist").out()).isEqualTo("[]\n");
    assertThat(silent.run("prettylist").out()).isEqualTo("[]\n");
    assertThat(new CommandRun(home).run("list", "--silent").out()).isEmpty();
    assertThat(new CommandRun(home).run("-s", "list").out()).isEmpty();
  }
}
