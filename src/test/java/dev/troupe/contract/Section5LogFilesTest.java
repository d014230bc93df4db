package dev.troupe.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.cli.HomeWithDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where output and pids go, and how. Every app prints {@code out} and, to standard error, {@code
 * err}; then it repeats what it hears. Left out: the other files of section 5.
 */
@Tag("os")
class Section5LogFilesTest {
  private static final String APPS =
      """
      apps:
        - { name: plain, script: ear.sh }
        - { name: one, script: ear.sh, instances: 1 }
        - { name: odd name/x, script: ear.sh }
        - { name: own, script: ear.sh, out_file: made/o.log, error_file: made/e.log, log_file: made/l.log, pid_file: own.pid }
        - { name: apart, script: ear.sh, instances: 2, out_file: apart.log, error_file: "NULL", log_file: both.log }
        - { name: shared, script: ear.sh, instances: 2, out_file: shared.log, error_file: /dev/null, merge_logs: true }
        - { name: dated, script: ear.sh, log_date_format: "YYYY-MM-DD HH:mm Z" }
        - { name: timed, script: ear.sh, time: true }
        - { name: json, script: ear.sh, log_type: json }
        - { name: datedjson, script: ear.sh, log_type: json, log_date_format: YYYY }
        - { name: silent, script: ear.sh, disable_logs: true }
      """;

  private static @TempDir Path folder;
  private static HomeWithDaemon troupe;

  @BeforeAll
  static void startAll() throws Exception {
    troupe = new HomeWithDaemon(folder);
    troupe.write("ear.sh", "echo out; echo err >&2; while read -r l; do echo heard $l; done");
    troupe.write("apps.yml", APPS);
    troupe.run("start", "apps.yml").succeeds();
  }

  @AfterAll
  static void end() {
    troupe.close();
  }

  private static Path logs(String name) {
    return troupe.home().resolve("logs").resolve(name);
  }

  private static String content(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void comesTo(Path file, String regex) throws InterruptedException {
    HomeWithDaemon.await(file + " is " + regex, () -> content(file).matches(regex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain-out.log", "one-out-1.log", "odd-name-x-out.log"})
  void anAppsFilesAreCalledAfterItAndItsInstanceUnlessThatIsTheOnlyOne(String name)
      throws Exception {
    comesTo(logs(name), "out\n");
    comesTo(logs(name.replace("-out", "-error")), "err\n");
  }

  @Test
  void pathsStartFromTheAppsFolderAndDirectoriesAreMade() throws Exception {
    comesTo(folder.resolve("made/o.log"), "out\n");
    comesTo(folder.resolve("made/e.log"), "err\n");
    comesTo(folder.resolve("made/l.log"), "out\nerr\n|err\nout\n");
    assertThat(logs("own-out.log")).doesNotExist();
  }

  @Test
  void instancesHaveFilesOfTheirOwnOrShareThemIfTold() throws Exception {
    comesTo(folder.resolve("apart-4.log"), "out\n");
    comesTo(folder.resolve("apart-5.log"), "out\n");
    comesTo(folder.resolve("both-4.log"), "out\nerr\n|err\nout\n");
    comesTo(folder.resolve("shared.log"), "out\nout\n");
    assertThat(folder.resolve("apart.log")).doesNotExist();
  }

  @Test
  void aTimeIsBeforeEachLine() throws Exception {
    comesTo(logs("dated-out.log"), "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d [+-]\\d\\d:\\d\\d: out\n");
    comesTo(logs("timed-out.log"), "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d: out\n");
  }

  @Test
  void linesAreObjects() throws Exception {
    comesTo(
        logs("json-out.log"),
        "\\{\"message\":\"out\",\"timestamp\":\"[-T:.\\d]+Z\",\"type\":\"out\",\"process_id\":10,"
            + "\"app_name\":\"json\"}\n");
    comesTo(logs("datedjson-error.log"), ".*\"timestamp\":\"\\d{4}\",\"type\":\"err\".*\n");
  }

  @Test
  void disabledLogsAndNullLeaveNoFile() throws Exception {
    comesTo(folder.resolve("shared.log"), "out\nout\n");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("silent-out") || name.startsWith("silent-err"))
          .doesNotContain("NULL", "null", "apart-error-4.log", "shared-error.log");
    }
    assertThat(troupe.run("prettylist").out()).contains("pm_err_log_path: '/dev/null'");
  }

  @Test
  void optionsSayTheSame() throws Exception {
    troupe
        .run(
            "start",
            "ear.sh",
            "--name",
            "options",
            "-o",
            "opt/o.log",
            "-e",
            "NULL",
            "-l",
            "opt/l.log")
        .succeeds();
    assertThat(folder.resolve("opt")).isDirectory();
    comesTo(folder.resolve("opt/o.log"), "out\n");
    comesTo(folder.resolve("opt/l.log"), "out\nerr\n|err\nout\n");
    assertThat(troupe.run("jlist").out())
        .contains("\"pm_log_path\":\"" + folder.resolve("opt/l.log"));
    troupe.run("delete", "options").succeeds();
  }

  @Test
  void pidFilesAreCalledAfterTheInstanceAndGoWithIt() {
    assertThat(content(folder.resolve("own-3.pid"))).matches("\\d+");
    assertThat(troupe.home().resolve("pids/own-3.pid")).doesNotExist();
    var usual = troupe.home().resolve("pids/silent-12.pid");
    assertThat(content(usual)).matches("\\d+");
    troupe.run("stop", "silent").succeeds();
    assertThat(usual).doesNotExist();
    troupe.run("start", "silent").succeeds();
    assertThat(usual).exists();
  }

  @Test
  void filesAreAppendedToSoThatAnybodyMayEmptyThem() throws Exception {
    var log = logs("one-out-1.log");
    comesTo(log, "out\n");
    Files.writeString(log, "");
    troupe.run("send", "1", "x").succeeds();
    comesTo(log, "heard x\n");
    troupe.run("restart", "one").succeeds();
    comesTo(log, "heard x\nout\n");
  }

  @Test
  void theDaemonsLogHasWhatHappensToAppsInPm2sWords() throws Exception {
    var id = "\\[plain:0]";
    HomeWithDaemon.await(
        "the lines",
        () ->
            content(troupe.home().resolve("troupe.log"))
                .matches(
                    "(?s).*\n\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d: PM2 log: App "
                        + id
                        + " starting in -fork mode-\n.*PM2 log: App "
                        + id
                        + " online\n.*"));
  }
}
