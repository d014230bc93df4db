package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user is told, word for word. */
class ErrorLinesTest {
  private static final String INSTANCES =
      " is not a number of instances; give a whole number, \"max\" or 0 for one per CPU,"
          + " -1 for one less";
  private static final String DURATION =
      " is not a duration; give milliseconds, or a number with its unit such as \"500ms\","
          + " \"10s\" or \"2m\"";
  private static final String TEXT = " is not a text; give a text that is not empty";
  private static final String FLAG = " is not true or false; write true or false";
  private static final String COUNT =
      " is not a whole number from 0; give a number such as 0, 1 or 16";
  private static final String INTERVAL = DURATION.replace("duration;", "duration above zero;");
  private static final String NUMBER =
      " is not a whole number from 1; give a number such as 1, 2 or 10";
  private static final String WORDS =
      " is not a list of words; give a list of texts, or one line of them with balanced quotes";
  private static final String CODES =
      " is not a list of exit codes; give numbers from 0 to 255, such as 0, [0, 2] or \"0,2\"";
  private static final String SIGNAL =
      " is not a signal; give a name such as SIGINT, SIGTERM or SIGUSR2";
  private static final String PATHS =
      " is not a list of paths; give [\"one\", \"two\"], or a text with blanks between them";
  private static final String WATCH =
      " is not true, false, a path or a list of paths; write true for the working directory, or"
          + " [\"src\", \"config/*.json\"]";
  private static final String CRON =
      " is not a cron expression; give five fields such as \"0 3 * * *\", six with seconds first,"
          + " or 0 for no schedule";
  private static final String SIZE =
      " is not a size; give bytes, or a number with its unit such as \"300M\" or \"2G\"";
  private static final String CPUS =
      " is not a number of CPUs; give a number above 0 such as 0.5 or 2, or a share of one CPU"
          + " such as \"50%\"";
  private static final String VARIABLES =
      " is not a map of variables; give names with values, such as { PORT: 3000 }";

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void setUp() {
    machine = new Machine(folder.toAbsolutePath());
    machine.program("ls");
  }

  static Stream<Arguments> unfitValues() {
    return Stream.of(
        Arguments.of("name", List.of(), "[]" + TEXT),
        Arguments.of("name", " ", "\" \"" + TEXT),
        Arguments.of("name", "a\0b", "\"a\\u0000b\"" + TEXT),
        Arguments.of("namespace", true, "true" + TEXT),
        Arguments.of("cwd", Map.of("a", 1), "{a}" + TEXT),
        Arguments.of("args", Map.of(), "{}" + WORDS),
        Arguments.of("args", "it's", "\"it's\"" + WORDS),
        Arguments.of("args", List.of(List.of()), "[[]]" + WORDS),
        Arguments.of("node_args", true, "true" + WORDS),
        Arguments.of("interpreter", "", "\"\"" + TEXT),
        Arguments.of("exec_mode", "clustr", "\"clustr\" is not a mode; write fork or cluster"),
        Arguments.of("execute_command", "yes", "\"yes\"" + FLAG),
        Arguments.of("instances", "many", "\"many\"" + INSTANCES),
        Arguments.of("instances", 1.5, "1.5" + INSTANCES),
        Arguments.of("instances", List.of(1), "[1]" + INSTANCES),
        Arguments.of("autostart", 1, "1" + FLAG),
        Arguments.of("env", "PORT=1", "\"PORT=1\"" + VARIABLES),
        Arguments.of("env", Map.of("A=B", 1), "{A=B}" + VARIABLES),
        Arguments.of("env_dev", List.of(), "[]" + VARIABLES),
        Arguments.of(
            "filter_env",
            Map.of(),
            "{} is not true, false or a list of beginnings;"
                + " give true for all, or [\"ONE_\", \"TWO_\"]"),
        Arguments.of("port", 65536, "65536 is not a port; give a number from 0 to 65535"),
        Arguments.of("append_env_to_name", "no", "\"no\"" + FLAG),
        Arguments.of("autorestart", "on", "\"on\"" + FLAG),
        Arguments.of("min_uptime", "soon", "\"soon\"" + DURATION),
        Arguments.of("max_restarts", -1, "-1" + COUNT),
        Arguments.of("max_restarts", "few", "\"few\"" + COUNT),
        Arguments.of("restart_delay", -5, "-5" + DURATION),
        Arguments.of("exp_backoff_restart_delay", true, "true" + DURATION),
        Arguments.of("stop_exit_codes", "0,x", "\"0,x\"" + CODES),
        Arguments.of("stop_exit_codes", List.of(256), "[256]" + CODES),
        Arguments.of("kill_timeout", "5 parsecs", "\"5 parsecs\"" + DURATION),
        Arguments.of("kill_timeout", "999999d", "\"999999d\"" + DURATION),
        Arguments.of("kill_signal", "SIGNOPE", "\"SIGNOPE\"" + SIGNAL),
        Arguments.of("kill_signal", 15, "15" + SIGNAL),
        Arguments.of("treekill", "0", "\"0\"" + FLAG),
        Arguments.of("out_file", false, "false" + TEXT),
        Arguments.of(
            "log_file",
            List.of(),
            "[] is not a path, true or false;"
                + " give a path, or true for NAME.log beside the other logs"),
        Arguments.of("merge_logs", "all", "\"all\"" + FLAG),
        Arguments.of("wait_ready", "yes", "\"yes\"" + FLAG),
        Arguments.of("shutdown_with_message", 1, "1" + FLAG),
        Arguments.of("preload", "off", "\"off\"" + FLAG),
        Arguments.of("increment_var", true, "true" + TEXT),
        Arguments.of("listen_timeout", 0, "0" + INTERVAL),
        Arguments.of("drain_time", "long", "\"long\"" + DURATION),
        Arguments.of("max_surge", 0, "0" + NUMBER),
        Arguments.of("watch", Map.of(), "{}" + WATCH),
        Arguments.of("watch", "", "\"\"" + WATCH),
        Arguments.of("ignore_watch", true, "true" + PATHS),
        Arguments.of("watch_delay", "soon", "\"soon\"" + DURATION),
        Arguments.of(
            "watch_options",
            "poll",
            "\"poll\" is not an object; give one such as { followSymlinks: false }"),
        Arguments.of("cron_restart", "bad", "\"bad\"" + CRON),
        Arguments.of("cron", "61 * * * *", "\"61 * * * *\"" + CRON),
        Arguments.of("cron", "* * * * * * *", "\"* * * * * * *\"" + CRON),
        Arguments.of("cron", "0 0 * * mun", "\"0 0 * * mun\"" + CRON),
        Arguments.of("cron", true, "true" + CRON),
        Arguments.of(
            "cron_timezone",
            "Mars",
            "\"Mars\" is not a time zone; give one such as \"Europe/Berlin\" or \"UTC\""),
        Arguments.of(
            "concurrency", "allow", "\"allow\" is not forbid or replace; write one of them"),
        Arguments.of("max_memory_restart", "lots", "\"lots\"" + SIZE),
        Arguments.of("max_memory_restart", -1, "-1" + SIZE),
        Arguments.of("memory", "1.5G", "\"1.5G\"" + SIZE),
        Arguments.of("cpus", 0, "0" + CPUS),
        Arguments.of("cpu", "x%", "\"x%\"" + CPUS),
        Arguments.of(
            "nice",
            20,
            "20 is not a priority; give a whole number from -20 to 19, where" + " 19 comes last"),
        Arguments.of(
            "oom_score_adj",
            -1001,
            "-1001 is not a score; give a whole number from -1000"
                + " (never killed) to 1000 (killed first)"),
        Arguments.of(
            "umask",
            "x",
            "\"x\" is not a file mode; give three octal digits as chmod has"
                + " them, such as \"640\""),
        Arguments.of("ulimits", 5, "5 is not an object; give one such as { nofile: 65536 }"),
        Arguments.of(
            "balance",
            "random",
            "\"random\" is not one of the choices; write kernel or round-robin"),
        Arguments.of(
            "on_ready_timeout",
            "wait",
            "\"wait\" is not one of the choices; write accept or rollback"));
  }

  @ParameterizedTest
  @MethodSource("unfitValues")
  void saysWhatIsWrongWithAValue(String field, Object value, String message) {
    assertThat(machine.errors(Map.of("script", "ls", field, value)))
        .containsExactly("apps[0]." + field + ": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "nofiles | 1 | .nofiles: is no resource of setrlimit(2); give one of them, such as nofile",
        "nofile | many | .nofile: \"many\" is not a limit; give a number, \"unlimited\", or both"
            + " limits such as \"1024:4096\"",
        "nofile | 10:5 | .nofile: \"10:5\" is not a limit; give a number, \"unlimited\", or both"
            + " limits such as \"1024:4096\""
      })
  void saysWhatIsWrongWithALimit(String resource, String value, String message) {
    var declared = Map.<String, Object>of("script", "ls", "ulimits", Map.of(resource, value));
    assertThat(machine.errors(declared)).containsExactly("apps[0].ulimits" + message);
  }

  @Test
  void saysWhatIsWrongWithAVariable() {
    machine.with("PM2_KILL_TIMEOUT", "soon");
    assertThat(machine.errors(Map.of("script", "ls")))
        .containsExactly("variable PM2_KILL_TIMEOUT: \"soon\"" + DURATION);
  }

  @Test
  void cutsALongValue() {
    assertThat(machine.errors(Map.of("script", "ls", "max_restarts", "9".repeat(99))))
        .containsExactly("apps[0].max_restarts: \"" + "9".repeat(59) + "..." + COUNT);
  }

  @Test
  void callsAFieldWhatTheUserCalledIt() {
    assertThat(machine.errors(Map.of("cmd", "ls", "maxRestarts", "few")))
        .containsExactly("apps[0].maxRestarts: \"few\"" + COUNT);
  }

  @Test
  void collectsAllErrors() {
    var declared = Map.<String, Object>of("instances", "many", "kill_timeout", "x", "out", true);
    assertThat(machine.errors(declared))
        .containsExactlyInAnyOrder(
            "apps[0].script: is missing; name the file or command to run",
            "apps[0].instances: \"many\"" + INSTANCES,
            "apps[0].kill_timeout: \"x\"" + DURATION,
            "apps[0].out: true" + TEXT);
  }

  @Test
  void saysThatTheScriptIsMissing() {
    assertThat(machine.errors(Map.of()))
        .containsExactly("apps[0].script: is missing; name the file or command to run");
  }

  static Stream<Arguments> unusablePrograms() {
    return Stream.of(
        Arguments.of(
            Map.of("script", "nope.js"),
            "apps[0].script: Script not found: ROOT/work/nope.js; check the path, or --cwd"),
        Arguments.of(
            Map.of("script", "/"),
            "apps[0].script: Script not found: / is a folder; check the path, or --cwd"),
        Arguments.of(
            Map.of("script", "plain"),
            "apps[0].script: ROOT/work/plain has no permission to execute, and its name tells no"
                + " interpreter; run chmod +x ROOT/work/plain or name an interpreter"
                + " (--interpreter)"),
        Arguments.of(
            Map.of("script", "binary"),
            "apps[0].script: ROOT/work/binary has no permission to execute; run chmod +x"
                + " ROOT/work/binary or name an interpreter (--interpreter)"),
        Arguments.of(
            Map.of("script", "executable"),
            "apps[0].script: ROOT/work/executable is a text without a first line such as"
                + " #!/bin/sh; add that line or name an interpreter (--interpreter)"),
        Arguments.of(
            Map.of("script", "app.py"),
            "apps[0].script: ROOT/work/app.py needs python or python3, which is not in PATH;"
                + " install it or name an interpreter (--interpreter)"),
        Arguments.of(
            Map.of("script", "app.py", "interpreter", "pypy"),
            "apps[0].interpreter: interpreter pypy is not in PATH; install it or name another"),
        Arguments.of(
            Map.of("script", "app.py", "interpreter", "./app.py"),
            "apps[0].interpreter: interpreter ./app.py is no program; install it or name another"),
        Arguments.of(
            Map.of("script", "ls -l"),
            "apps[0].script: bash, which runs a script with blanks in it, is not in PATH;"
                + " install it or give the command as script and args"),
        Arguments.of(
            Map.of("script", "ls", "cwd", "nope"),
            "apps[0].cwd: ROOT/work/nope does not exist; create it or name another folder"),
        Arguments.of(
            Map.of("script", "ls", "cwd", "app.py"),
            "apps[0].cwd: ROOT/work/app.py is not a folder; create it or name another folder"),
        Arguments.of(
            Map.of("script", "ls", "user", "bob"),
            "apps[0].user: unknown user \"bob\"; name a user of this machine or give its number"),
        Arguments.of(
            Map.of("script", "ls", "gid", "wheel"),
            "apps[0].gid: unknown group \"wheel\"; name a group of this machine or give its"
                + " number"),
        Arguments.of(
            Map.of("script", "ls", "exec_mode", "cluster"),
            "apps[0].exec_mode: cluster is for node and bun, not for binaries; write fork or"
                + " leave it out"));
  }

  @ParameterizedTest
  @MethodSource("unusablePrograms")
  void saysWhyAProgramCannotBeRun(Map<String, Object> declaration, String line) {
    machine.write("work/plain", "echo hello\n");
    machine.write("work/binary", "\u007fELF\0");
    machine.executable("work/executable", "echo hello\n");
    machine.write("work/app.py", "");
    assertThat(machine.errors(declaration)).containsExactly(line);
  }

  @ParameterizedTest
  @CsvSource({
    "instnaces, instances",
    "interpretor, interpreter",
    "max_restart, max_restarts",
    "maxRestart, max_restarts",
    "outfile, out_file",
    "nmae, name",
    "kill_timout, kill_timeout",
    "autorestrat, autorestart",
    "wach, watch"
  })
  void warnsOfAnUnknownFieldWithTheNearestOne(String typo, String meant) {
    assertThat(machine.warnings(Map.of("script", "ls", typo, 1)))
        .containsExactly("apps[0]." + typo + ": unknown and ignored; did you mean " + meant + "?");
  }

  @Test
  void warnsOfAnUnknownFieldThatIsNearNone() {
    assertThat(machine.warnings(Map.of("script", "ls", "favourite_colour", 1)))
        .containsExactly("apps[0].favourite_colour: unknown and ignored");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vizion|true|vizion is ignored: Troupe leaves repositories alone",
        "pmx|true|pmx is ignored: it is for the agent of PM2's paid service",
        "postUpdate|ls|postUpdate is ignored: Troupe does not pull; run them before reload",
        "node_version|20|node_version is ignored: give the path of that node as interpreter",
        "force|true|force is ignored: start -f starts a second one",
        "container|true|container is ignored: PM2 gave up building images; a Dockerfile does it",
        "windowsHide|true|windowsHide is ignored: there are no windows here"
      })
  void saysWhatTroupeHasInPlaceOfAFieldOfPm2s(String field, String value, String line) {
    assertThat(machine.warnings(Map.of("script", "ls", field, value))).containsExactly(line);
  }

  @Test
  void checksAlsoTheValueOfAFieldThatMeansNothingHere() {
    assertThat(machine.errors(Map.of("script", "ls", "vizion", "x")))
        .containsExactly("apps[0].vizion: \"x\"" + FLAG);
  }

  @Test
  void warnsOfItOnceForAllApps() {
    var app = Map.<String, Object>of("script", "ls", "vizion", true);
    var result = (ReadResult.Accepted) machine.read(null, List.of(app, app));
    assertThat(result.warnings())
        .containsExactly("vizion is ignored: Troupe leaves repositories alone");
  }

  static Stream<Object> off() {
    return Stream.of(false, "false", "", 0, List.of(), Map.of());
  }

  @ParameterizedTest
  @MethodSource("off")
  void doesNotWarnOfWhatIsSwitchedOff(Object value) {
    assertThat(machine.warnings(Map.of("script", "ls", "post_update", value))).isEmpty();
  }

  @Test
  void warnsOfASecondNameForTheSameThing() {
    var declared = new HashMap<String, Object>(Map.of("script", "ls", "cmd", "cat"));
    assertThat(machine.app(declared).name()).isEqualTo("ls");
    assertThat(machine.warnings(declared))
        .containsExactly("apps[0].cmd: means the same as script and is ignored");
  }
}
