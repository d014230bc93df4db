package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Apps;
import dev.troupe.api.Json;
import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import dev.troupe.pm2.Example;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code logs} against a daemon that only pretends. */
class LogsCommandTest extends CommandTestBase {
  private static final String OPENING = "HTTP/1.1 200 x\n\n";
  private static final String FOLLOWING =
      "GET /api/v1/logs?target=all&lines=0&follow=true&places=true";

  private static String line(int instance, String app, OutputName output, String text) {
    var line = new LogLine(Instant.EPOCH, app, instance, output, text, 1);
    return "event: line\ndata: " + Json.write(line) + "\n\n";
  }

  private static String file(String path, String app, OutputName output, String lines) {
    return "event: file\ndata: {\"path\":\"%s\",\"app\":\"%s\",\"instance\":0,\"output\":\"%s\","
            .formatted(path, app, output)
        + "\"leftOut\":0,\"lines\":%s}\n\n".formatted(lines);
  }

  private static String hello() {
    return OPENING + line(0, "web", OutputName.OUT, "hello");
  }

  /** Without this a follower would wait for ever once its stream has ended. */
  private void thenRefuses(String request) {
    daemon.thenRaw(request, "HTTP/1.1 500 x\nContent-Length: 4\n\nover");
  }

  @BeforeEach
  void hasTwoInstances() {
    daemon.answering("GET /api/v1/apps", 200, new Apps(List.of(Example.web(2))));
  }

  @Test
  void printsTheEndsOfLogFiles() {
    daemon.answering("GET /api/v1/apps?target=web", 200, new Apps(List.of(Example.web(1))));
    daemon.answeringRaw(
        "GET /api/v1/logs?target=web&lines=15&follow=false",
        OPENING
            + file("/h/logs/web-out.log", "web", OutputName.OUT, "[\"hello\",\"there\"]")
            + file("/h/logs/web-error.log", "web", OutputName.ERR, "[\"ouch\"]"));
    assertThat(troupe.run("logs", "web", "--nostream").out())
        .isEqualTo(
            """
            [TAILING] Tailing last 15 lines for [web] processes (change the value with --lines option)
            /h/logs/web-out.log last 15 lines:
            0|web  | hello
            0|web  | there

            /h/logs/web-error.log last 15 lines:
            0|web  | ouch

            """);
    assertThat(troupe.run("logs", "web", "--nostream", "--raw"))
        .isEqualTo(new CommandRun.Result(0, "hello\nthere\n", "ouch\n"));
  }

  @Test
  void interleavesTheOldLinesOfSeveralInstancesAndBeginsWithTheDaemonsOwn() throws Exception {
    Files.writeString(home.resolve("troupe.log"), "one\ntwo\n");
    daemon.answeringRaw(
        "GET /api/v1/logs?target=all&lines=1&follow=false&interleave=true",
        OPENING + line(1, "api", OutputName.OUT, "first") + line(0, "web", OutputName.ERR, "then"));
    assertThat(troupe.as("pm2").run("logs", "--nostream", "--lines", "1").out())
        .isEqualTo(
            """
            [TAILING] Tailing last 1 lines for [all] processes (change the value with --lines option)
            %s/troupe.log last 1 lines:
            PM2  | two

            1|api  | first
            0|web  | then
            """
                .formatted(home));
  }

  @Test
  void streamsNewLinesInColumnsAsWideAsTheLongestNameSoFar() {
    daemon.answeringRaw(
        FOLLOWING,
        hello()
            + line(12, "longer-name", OutputName.ERR, "ouch")
            + line(0, "web", OutputName.OUT, "bye")
            + "event: missed\ndata: {\"count\":3}\n\n");
    thenRefuses(FOLLOWING);
    var result = troupe.run("logs", "--lines", "0");
    assertThat(result.out())
        .isEqualTo("0|web  | hello\n12|longer-name  | ouch\n0|web           | bye\n");
    assertThat(result.err()).contains("3 lines were left out");
  }

  @Test
  void saysOnceThatTheDaemonHasEndedAndGoesOnWithTheNext() {
    daemon.answeringRaw(FOLLOWING, hello());
    daemon.thenRaw(FOLLOWING, OPENING);
    daemon.thenRaw(FOLLOWING, OPENING);
    daemon.thenRaw(FOLLOWING, OPENING + line(0, "web", OutputName.OUT, "again"));
    thenRefuses(FOLLOWING);
    var result = troupe.run("logs", "--lines", "0");
    assertThat(result.out()).isEqualTo("0|web  | hello\n0|web  | again\n");
    assertThat(result.err())
        .isEqualTo(
            """
            [Troupe][WARN] the daemon has ended: waiting for the next one
            [Troupe][WARN] the daemon has ended: waiting for the next one
            [Troupe][ERROR] the daemon answered with status 500: over
            """);
    assertThat(result.exitCode()).isOne();
  }

  @Test
  void waitsForAnAppThatIsNotThereYet() {
    var request = "GET /api/v1/logs?target=late&lines=15&follow=true&places=true";
    daemon.answering("GET /api/v1/apps?target=late", 200, new Apps(List.of()));
    daemon.refusing(request, 404, "there is no late");
    daemon.thenRaw(request, OPENING + line(0, "late", OutputName.OUT, "here"));
    daemon.answeringRaw("GET /api/v1/logs?target=late&lines=0&follow=true&places=true", "");
    thenRefuses("GET /api/v1/logs?target=late&lines=0&follow=true&places=true");
    var result = troupe.run("logs", "late");
    assertThat(result.out()).contains("0|late  | here");
    assertThat(result.err()).startsWith("[Troupe][WARN] there is no late yet: waiting for it\n");
  }

  @Test
  void anUnknownAppHasNoOldLines() {
    daemon.answering("GET /api/v1/apps?target=nope", 200, new Apps(List.of()));
    daemon.refusing("GET /api/v1/logs?target=nope&lines=15&follow=false", 404, "no");
    var result = troupe.run("logs", "nope", "--nostream");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEqualTo("[Troupe][WARN] there is no nope\n");
  }

  @Test
  void printsObjectsWithTheFieldsOfAppsThatPrintObjects() {
    var printed = "{\"level\":30,\"msg\":\"hi\",\"err\":null,\"type\":\"mine\"}";
    daemon.answeringRaw(FOLLOWING, hello() + line(0, "web", OutputName.ERR, printed));
    thenRefuses(FOLLOWING);
    assertThat(troupe.run("logs", "--json").out())
        .isEqualTo(
            """
            {"message":"hello","timestamp":"1970-01-01T00:00:00Z","type":"out","process_id":0,\
            "app_name":"web"}
            {"message":"{\\"level\\":30,\\"msg\\":\\"hi\\",\\"err\\":null,\\"type\\":\\"mine\\"}",\
            "timestamp":"1970-01-01T00:00:00Z","type":"err","process_id":0,"app_name":"web",\
            "level":30,"msg":"hi","err":null}
            """);
  }

  @Test
  void printsFieldsInText() {
    daemon.answeringRaw(FOLLOWING, hello() + line(3, "api", OutputName.ERR, "a=b"));
    thenRefuses(FOLLOWING);
    assertThat(troupe.run("logs", "--format").out())
        .matches(
            """
            timestamp=19(70|69)-..-..-..:..:..[+-]\\d{4} app=web id=0 type=out message=hello
            timestamp=\\S+ app=api id=3 type=error message=a=b
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "--timestamp, \\d{4}-\\d\\d-\\d\\d-\\d\\d:\\d\\d:\\d\\d",
    "--timestamp=YYYY, 19(70|69)"
  })
  void putsTheTimeBeforeEachLine(String option, String time) {
    daemon.answeringRaw(FOLLOWING, hello());
    thenRefuses(FOLLOWING);
    assertThat(troupe.run("logs", "--lines", "0", option).out())
        .matches(time + " 0\\|web  \\| hello\n");
  }

  @Test
  void coloursNamesAndWhatIsToStandOutOnATerminalOnly() {
    daemon.answeringRaw(FOLLOWING, hello() + line(0, "web", OutputName.ERR, "ouch"));
    thenRefuses(FOLLOWING);
    var terminal = troupe.onTerminal();
    assertThat(terminal.run("logs", "--lines", "0", "--highlight", "ell").out())
        .matches(
            """
            \033\\[3[2-6]m0\\|web  \\| \033\\[0mh\033\\[7mell\033\\[0mo
            \033\\[31m0\\|web  \\| \033\\[0mouch
            """);
  }

  @Test
  void asksForTheLinesItIsToldTo() {
    daemon.answering("GET /api/v1/apps?target=a%20b", 200, new Apps(List.of(Example.web(1))));
    daemon.answering("GET /api/v1/apps?target=web%3A0", 200, new Apps(List.of(Example.web(1))));
    var request =
        "GET /api/v1/logs?target=a%20b%0Aweb%3A0&output=err&grep=x%2B&since=10m&follow=false"
            + "&interleave=true";
    daemon.refusing(request, 400, "no");
    var result =
        troupe.run("logs", "a b", "web:0", "--err", "--grep", "x+", "--since", "10m", "--nostream");
    assertThat(result).isEqualTo(new CommandRun.Result(1, "", "[Troupe][ERROR] no\n"));
  }

  @Test
  void endsQuietlyWhenNobodyReadsAnyMore() {
    daemon.answeringRaw(FOLLOWING, hello() + hello());
    var err = new ByteArrayOutputStream();
    var caller =
        new Caller("troupe", null, Map.of("TROUPE_HOME", home.toString()), home, false, 80);
    var console = new Console(new Head(1), err, caller);
    var installation = new Installation(Path.of("/bin/false"), "", null, null);
    var session = new Session(caller, console, installation, InstantSource.fixed(CommandRun.NOW));
    assertThat(new Cli(session).run("logs", "--lines", "0")).isEqualTo(ExitCode.PIPE_CLOSED);
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("ERROR");
  }

  /** Takes some writes, then closes the pipe, as {@code head} does. */
  private static final class Head extends OutputStream {
    private int left;

    Head(int writes) {
      left = writes;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (left-- == 0) {
        throw new IOException("Broken pipe");
      }
    }
  }

  @Test
  void refusesWhatIsNoNumberOfLines() {
    var result = troupe.run("logs", "--lines", "many");
    assertThat(result)
        .isEqualTo(new CommandRun.Result(1, "", "[Troupe][ERROR] --lines=many is not a number\n"));
  }
}
