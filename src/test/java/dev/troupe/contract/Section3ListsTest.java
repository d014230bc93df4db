package dev.troupe.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.cli.HomeWithDaemon;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * People count words in {@code prettylist} and read {@code jlist}. Two instances of {@code child}
 * run, and {@code other} is stopped.
 */
@Tag("os")
class Section3ListsTest {
  private static @TempDir Path folder;
  private static HomeWithDaemon troupe;
  private static String pretty;
  private static String json;

  @BeforeAll
  static void startThree() {
    troupe = new HomeWithDaemon(folder);
    assertThat(troupe.run("jlist").out().strip()).isEqualTo("[]");
    troupe.write("child.sh", "sleep 1000");
    troupe.run("start", "child.sh", "-i", "2").succeeds();
    troupe.run("start", "child.sh", "--name", "other", "-f").succeeds();
    troupe.run("stop", "other").succeeds();
    pretty = troupe.run("prettylist").succeeds().out();
    json = troupe.run("jlist").succeeds().out();
  }

  @AfterAll
  static void end() {
    troupe.close();
  }

  private static long count(String regex) {
    return Pattern.compile(regex).matcher(pretty).results().count();
  }

  @ParameterizedTest
  @CsvSource({
    "online, 2",
    "stopped, 1",
    "errored, 0",
    "launching, 0",
    "restart_time: 0, 3",
    "fork_mode, 3",
    "watch: false, 3",
    "vizion: true, 3",
    "child.sh, 3",
    "NODE_APP_INSTANCE: 0, 2",
    "NODE_APP_INSTANCE: 1, 1",
    "pm_id: 1, 2",
    "exec_interpreter: 'bash', 3",
    "km_link, 3",
    "unique_id, 3"
  })
  void aWordIsThereAsOftenAsInPm2(String word, int times) {
    assertThat(count(word)).isEqualTo(times);
  }

  /** PM2 has it once more where Node's agent tells of the module: those are Node apps. */
  @Test
  void anAppsNameIsThereSixTimesForEachUnit() {
    assertThat(count("other")).isEqualTo(6);
    assertThat(count("name: 'other'")).isEqualTo(2);
  }

  @Test
  void pathsAndIdsAreNotTheLastProperty() {
    assertThat(count("pm_out_log_path: '[^']*-out\\.log',")).isEqualTo(1);
    assertThat(count("pm_out_log_path: '[^']*-out-[01]\\.log',")).isEqualTo(2);
    assertThat(count("pm_id: \\d,")).isEqualTo(6);
    assertThat(count("pm_log_path")).isZero();
  }

  @Test
  void jlistIsOneLineInOrderOfIds() {
    assertThat(json.strip().lines()).hasSize(1);
    assertThat(json).startsWith("[{\"pid\":").containsSubsequence("\"pm_id\":0", "\"pm_id\":2");
    assertThat(json).contains("\"monit\":{\"memory\":").contains("\"pid\":0,\"name\":\"other\"");
  }

  @Test
  void theVersionOfNodeIsThatOfNodeAppsAlone() {
    assertThat(count("node_version")).isZero();
    assertThat(troupe.run("describe", "child").out()).containsPattern("node.js version +│ N/A ");
  }

  @Test
  void theTableIsSortedByNameUnlessToldOtherwise() {
    assertThat(troupe.run("list").out()).containsSubsequence("child", "child", "other");
    assertThat(troupe.run("ls", "--sort=name:desc").out())
        .containsSubsequence("other", "child", "child");
    assertThat(troupe.run("ls", "--sort=id:desc").out())
        .containsSubsequence("│ 2 ", "│ 1 ", "│ 0 ");
    assertThat(troupe.run("ls", "--sort=colour").exitCode()).isOne();
  }

  @Test
  void theMiniListHasABlockForEachUnit() {
    var mini = troupe.run("list", "-m").succeeds().out();
    assertThat(mini).contains("child", "other").doesNotContain("│");
    assertThat(mini.split("status", -1)).hasSize(4);
  }

  @Test
  void idsAndPidsAreEasyToTakeApart() {
    assertThat(troupe.run("id", "child").out()).isEqualTo("[ 0, 1 ]\n");
    assertThat(troupe.run("id", "nope").out()).isEqualTo("[]\n");
    assertThat(troupe.run("pid", "child").out()).matches("\\d+\\n\\d+\\n");
    assertThat(troupe.run("env", "0").out()).contains("NODE_APP_INSTANCE: 0\n", "version: N/A\n");
    assertThat(troupe.run("ping").out()).contains("msg: 'pong'");
    assertThat(troupe.run("report").out()).startsWith("```").contains("PM2 list");
  }
}
