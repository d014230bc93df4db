package dev.troupe.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.cli.HomeWithDaemon;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Names, numbers and environments of children that really run. */
@Tag("os")
class Section7ChildrenTest extends SharedHome {
  @BeforeAll
  static void comeIn() {
    troupe.write("env.sh", "env; sleep 1000");
  }

  private static String pretty() {
    return troupe.run("prettylist").succeeds().out();
  }

  private static void awaitIn(String log, String text) throws InterruptedException {
    HomeWithDaemon.await(text, () -> troupe.log(log).contains(text));
  }

  @Test
  void namesComeFromScriptsAndLines() {
    troupe.run("start", "env.sh").succeeds();
    troupe.run("start", "sleep 1000; ./a.out").succeeds();
    troupe.run("start", "ls", "--no-autorestart").succeeds();
    assertThat(pretty())
        .contains("name: 'env'", "name: 'a'", "name: 'ls'", "exec_interpreter: 'none'")
        .contains("pm_exec_path: '/usr/bin/ls'", "exec_interpreter: 'bash'");
  }

  @Test
  void aChildIsToldWhoItIsAndWhatTheCallerHas() throws Exception {
    troupe.run(Map.of("CALLER", "yes"), "", "start", "env.sh", "--name", "who").succeeds();
    awaitIn("who-out.log", "unique_id=");
    HomeWithDaemon.await("all of it", () -> troupe.log("who-out.log").contains("_=/"));
    assertThat(troupe.log("who-out.log"))
        .contains("CALLER=yes\n", "name=who\n", "namespace=default\n", "exec_mode=fork_mode\n")
        .contains("pm_id=", "NODE_APP_INSTANCE=0\n", "restart_time=0\n", "status=launching\n")
        .contains("PM2_HOME=" + troupe.home() + "\n", "pm_cwd=" + folder + "\n");
  }

  @Test
  void instancesTakeTheLowestFreeNumberAndPortsCountUp() {
    troupe.write(
        "many.json",
        "{\"name\": \"many\", \"script\": \"./env.sh\", \"instances\": 2,"
            + " \"increment_var\": \"PORT\", \"env\": {\"PORT\": 3000}}");
    troupe.run("start", "many.json").succeeds();
    troupe.run("scale", "many", "+1").succeeds();
    troupe.run("delete", "1").succeeds();
    troupe.run("scale", "many", "3").succeeds();
    assertThat(pretty())
        .contains("NODE_APP_INSTANCE: 0", "NODE_APP_INSTANCE: 1", "NODE_APP_INSTANCE: 2")
        .doesNotContain("NODE_APP_INSTANCE: 3")
        .contains("PORT: 3000", "PORT: 3001", "PORT: 3002");
    assertThat(troupe.run("scale", "many", "3").exitCode()).isOne();
  }

  @Test
  void idsCountUpAndBeginAnewWithAnEmptyList() {
    troupe.run("start", "env.sh", "--name", "a").succeeds();
    troupe.run("start", "env.sh", "--name", "b").succeeds();
    troupe.run("delete", "a").succeeds();
    troupe.run("start", "env.sh", "--name", "c").succeeds();
    assertThat(troupe.run("id", "c").out()).isEqualTo("[ 2 ]\n");
    troupe.run("delete", "all").succeeds();
    troupe.run("start", "env.sh", "--name", "d").succeeds();
    assertThat(troupe.run("id", "d").out()).isEqualTo("[ 0 ]\n");
  }

  @Test
  void settingsOfAnAppRestartItWithThem() throws Exception {
    troupe.run("start", "env.sh", "--name", "set").succeeds();
    troupe.run("set", "set.colour", "blue").succeeds();
    troupe.run("set", "set:size", "7").succeeds();
    troupe.run("multiset", "set.more yes").succeeds();
    awaitIn("set-out.log", "more=yes");
    assertThat(troupe.log("set-out.log")).contains("colour=blue\n", "size=7\n");
    assertThat(pretty())
        .contains("restart_time: 3", "set: { colour: 'blue', more: 'yes', size: '7' }");
    troupe.run("unset", "all").succeeds();
    assertThat(troupe.home().resolve("module_conf.json")).hasContent("{}");
  }
}
