package dev.troupe.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.cli.HomeWithDaemon;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exit codes are those measured of PM2. One app runs, {@code app}, id 0. Left out: what is saved
 * and resurrected.
 */
@Tag("os")
class Section4ExitCodesTest {
  private static @TempDir Path folder;
  private static HomeWithDaemon troupe;

  @BeforeAll
  static void startOne() {
    troupe = new HomeWithDaemon(folder);
    troupe.write("app.sh", "sleep 1000");
    troupe.write("broken.json", "{ \"apps\": [ }");
    assertThat(troupe.run("stop", "all").exitCode()).isOne();
    troupe.run("start", "app.sh").succeeds();
  }

  @AfterAll
  static void end() {
    troupe.close();
    troupe.run("kill").succeeds();
  }

  private static int exitCode(String line) {
    return troupe.run(line.isEmpty() ? new String[0] : line.split(" ", -1)).exitCode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ping",
        "list",
        "ls",
        "jlist",
        "prettylist",
        "flush",
        "flush app",
        "flush nope",
        "reloadLogs",
        "reset app",
        "id app",
        "id nope",
        "pid app",
        "pid nope",
        "env 0",
        "describe app",
        "logs nope --nostream",
        "logs app --nostream",
        "set a b",
        "get a",
        "unset a",
        "-v",
        "--help",
        "report"
      })
  void succeeds(String line) {
    assertThat(exitCode(line)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "list --nonsense",
        "start missing.js",
        "start app.sh",
        "start app.sh --interpreter nosuch -f",
        "start app.sh --cron nonsense -f",
        "start missing.json",
        "start broken.json",
        "stop nope",
        "stop 77",
        "restart nope",
        "restart 77",
        "reload nope",
        "delete nope",
        "describe nope",
        "reset nope",
        "scale nope 2",
        "scale app 1",
        "env 77",
        "sendSignal SIGHUP nope",
        "send 77 x",
        "send 0",
        "attach nope",
        "attach 77",
        "trigger nope x",
        "get nokey",
        "restart app --env production",
        "reload app --env production"
      })
  void fails(String line) {
    var result = troupe.run(line.isEmpty() ? new String[0] : line.split(" ", -1));
    assertThat(result.exitCode()).as("%s%n%s", result.out(), result.err()).isOne();
  }

  @Test
  void severalSettingsAreOneWord() {
    troupe.run("multiset", "c 1 d 2").succeeds();
    assertThat(troupe.run("get", "d").succeeds().out()).contains("2");
  }

  @Test
  void whatIsFoundCanBeRestartedAndReloaded() {
    troupe.run("restart", "app").succeeds();
    troupe.run("reload", "0").succeeds();
    troupe.run("stop", "app").succeeds();
    troupe.run("start", "app").succeeds();
  }
}
