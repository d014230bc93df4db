package dev.troupe.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.cli.HomeWithDaemon;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How commands are written. Left out: {@code -} for standard input, which Node reads. */
@Tag("os")
class Section2CommandLineTest extends SharedHome {
  private static final Map<String, String> SILENT = Map.of("PM2_SILENT", "true");

  @BeforeAll
  static void comeIn() {
    troupe.write("args.sh", "echo \"got $*\"; sleep 1000");
  }

  @Test
  void killIsLoudAndNeedsNoDaemon() {
    assertThat(troupe.run("kill").exitCode()).isZero();
    assertThat(troupe.home().resolve("pm2.pid")).doesNotExist();
    assertThat(troupe.run("ping").succeeds().out()).contains("pong");
    assertThat(troupe.home().resolve("pm2.pid")).exists();
    assertThat(troupe.run("kill").succeeds().out())
        .contains("[PM2] [v] All Applications Stopped\n", "[PM2] [v] PM2 Daemon Stopped\n");
  }

  @Test
  void silenceMutesAllButProducts() throws Exception {
    assertThat(troupe.run(SILENT, "", "start", "args.sh").succeeds())
        .isEqualTo(new HomeWithDaemon.Result(0, "", ""));
    assertThat(troupe.run("list", "-s").succeeds().out()).isEmpty();
    assertThat(troupe.run("-s", "list").succeeds().out()).isEmpty();
    assertThat(troupe.run(SILENT, "", "stop", "nope"))
        .isEqualTo(new HomeWithDaemon.Result(1, "", ""));
    assertThat(troupe.run(SILENT, "", "jlist").out()).startsWith("[{");
    assertThat(troupe.run(SILENT, "", "prettylist").out()).contains("online");
    HomeWithDaemon.await("the line", () -> troupe.log("args-out.log").contains("got"));
    assertThat(troupe.run(SILENT, "", "logs", "args", "--nostream").out()).contains("| got");
  }

  @Test
  void takesSeveralTargetsAndLeavesArgumentsAlone() throws Exception {
    troupe.run("start", "args.sh", "--", "--port", "80", "-x").succeeds();
    HomeWithDaemon.await(
        "the arguments", () -> troupe.log("args-out.log").endsWith("got --port 80 -x\n"));
    troupe.run("start", "args.sh", "--name", "two").succeeds();
    assertThat(troupe.run("stop", "args", "two").succeeds().out())
        .contains("[PM2] Stopped args (id 0)", "[PM2] Stopped two (id 1)")
        .doesNotContain("\u001b");
    troupe.run("restart", "0", "1").succeeds();
    assertThat(troupe.run("delete", "args", "two").succeeds().err()).isEmpty();
    assertThat(troupe.run("jlist").out().strip()).isEqualTo("[]");
  }

  @Test
  void refusesWhatItDoesNotKnowWithOneLine() {
    for (var line : new String[] {"start args.sh --nosuch", "stop --nosuch", "scale x -2"}) {
      var result = troupe.run(line.split(" ", -1));
      assertThat(result.exitCode()).isOne();
      assertThat(result.err()).startsWith("[PM2][ERROR] ").hasLineCount(1);
    }
  }

  @Test
  void startOrCommandsTakeAFile() {
    troupe.write("apps.json", "{\"apps\": [{\"name\": \"a\", \"script\": \"./args.sh\"}]}");
    troupe.run("startOrRestart", "apps.json").succeeds();
    troupe.run("startOrRestart", "apps.json").succeeds();
    troupe.run("startOrReload", "apps.json").succeeds();
    troupe.run("startOrGracefulReload", "apps.json").succeeds();
    assertThat(troupe.run("prettylist").out()).contains("restart_time: 3");
    assertThat(troupe.run("startOrRestart", "missing.json").exitCode()).isOne();
  }
}
