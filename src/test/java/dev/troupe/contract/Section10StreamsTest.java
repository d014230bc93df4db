package dev.troupe.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.cli.HomeWithDaemon;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logs, lines in and out. {@code ear} (id 0) has printed {@code one}, {@code two}, {@code oops} and
 * repeats what it hears; {@code json} (id 1) has printed an object. Left out here: following, which
 * {@code FollowingTest} of {@code endtoend} shows.
 */
@Tag("os")
class Section10StreamsTest {
  private static @TempDir Path folder;
  private static HomeWithDaemon troupe;

  @BeforeAll
  static void startTwo() throws Exception {
    troupe = new HomeWithDaemon(folder);
    troupe.write(
        "ear.sh", "echo one; echo two; echo oops >&2; while read -r l; do echo heard $l; done");
    troupe.write("json.sh", "echo '{\"level\":30,\"msg\":\"hi\"}'; sleep 1000");
    troupe.run("start", "ear.sh").succeeds();
    troupe.run("start", "json.sh", "--namespace", "ns").succeeds();
    HomeWithDaemon.await("all lines", Section10StreamsTest::havePrinted);
  }

  private static boolean havePrinted() {
    return troupe.log("ear-out.log").contains("two")
        && troupe.log("ear-error.log").contains("oops")
        && troupe.log("json-out.log").contains("hi");
  }

  @AfterAll
  static void end() {
    troupe.close();
  }

  private static HomeWithDaemon.Result logs(String... options) {
    var words = new String[options.length + 2];
    words[0] = "logs";
    words[1] = "--nostream";
    System.arraycopy(options, 0, words, 2, options.length);
    return troupe.run(words).succeeds();
  }

  @Test
  void theEndOfEachFileOfOneInstance() {
    assertThat(logs("ear", "--lines", "1").out())
        .contains(
            "[TAILING] Tailing last 1 lines for [ear] processes (change the value with --lines"
                + " option)\n",
            "/ear-out.log last 1 lines:\n0|ear  | ",
            "/ear-error.log last 1 lines:\n0|ear  | oops\n")
        .doesNotContain("0|ear  | one");
  }

  @Test
  void linesOfAllInstancesWithTheDaemonsOwn() {
    assertThat(logs().out())
        .contains("/troupe.log last 15 lines:\nPM2  | ", "0|ear  | two\n", "1|json  | {");
  }

  @Test
  void anyTargetMeansItsLines() {
    for (var target : new String[] {"0", "ear", "/^e/", "ear:0"}) {
      assertThat(logs(target).out()).contains("| oops").doesNotContain("1|json");
    }
    assertThat(logs("ns").out()).contains("1|json").doesNotContain("oops");
    assertThat(logs("ns", "0").out()).contains("1|json", "oops");
  }

  @Test
  void oneOutputOnly() {
    assertThat(logs("ear", "--err").out()).contains("oops").doesNotContain("two");
    assertThat(logs("ear", "--out").out()).contains("two").doesNotContain("oops");
  }

  @Test
  void rawLinesGoWhereTheyCameFrom() {
    var raw = logs("ear", "--raw");
    assertThat(raw.out()).startsWith("one\ntwo\n");
    assertThat(raw.err()).isEqualTo("oops\n");
  }

  @Test
  void objectsKeepTheFieldsOfTheApp() {
    assertThat(logs("json", "--json").out())
        .matches(
            "\\{\"message\":\"\\{.*}\",\"timestamp\":\"[^\"]*Z\",\"type\":\"out\",\"process_id\":1,"
                + "\"app_name\":\"json\",\"level\":30,\"msg\":\"hi\"}\n");
  }

  @Test
  void linesInFields() {
    assertThat(logs("ear", "--format", "--err").out())
        .matches("timestamp=\\S+ app=ear id=0 type=error message=oops\n");
  }

  @Test
  void linesByTimeAndText() {
    assertThat(logs("ear", "--since", "1h", "--grep", "^t").out())
        .contains("two")
        .doesNotContain("one", "oops");
  }

  @Test
  void aLineIsSentAndHeard() throws Exception {
    troupe.run("send", "0", "by send").succeeds();
    HomeWithDaemon.await("it", () -> troupe.log("ear-out.log").contains("heard by send\n"));
    assertThat(troupe.run(Map.of(), "typed\n", "attach", "0").exitCode()).isZero();
    HomeWithDaemon.await("it", () -> troupe.log("ear-out.log").contains("heard typed\n"));
    assertThat(troupe.run("send", "77", "x").exitCode()).isOne();
  }

  @Test
  void aSignalIsSent() {
    troupe.run("sendSignal", "SIGCONT", "json").succeeds();
    assertThat(troupe.run("sendSignal", "SIGNOPE", "json").exitCode()).isOne();
  }
}
