package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Apps;
import dev.troupe.api.Json;
import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import dev.troupe.pm2.Example;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code logs} against a daemon that only pretends. */
class LogsCommandTest extends CommandTestBase {

  @Test
  void printsTheEndsOfLogFiles() {
    daemon.answering("GET /api/v1/apps", 200, new Apps(List.of(Example.web(1))));
    daemon.answeringRaw(
        "GET /api/v1/logs?target=all&lines=15&follow=false",
        """
        HTTP/1.1 200 x

        event: file
        data: {"path":"/h/logs/web-out.log","lines":["hello","there"]}

        event: file
        data: {"path":"/h/logs/web-error.log","lines":["ouch"]}

        """);
    assertThat(troupe.run("logs", "--nostream").out())
        .isEqualTo(
            """
            /h/logs/web-out.log last 15 lines:
            0|web   | hello
            0|web   | there

            /h/logs/web-error.log last 15 lines:
            0|web   | ouch

            """);
    assertThat(troupe.run("logs", "--nostream", "--raw"))
        .isEqualTo(new CommandRun.Result(0, "hello\nthere\n", "ouch\n"));
  }

  @Test
  void streamsNewLines() {
    var line = new LogLine(Instant.EPOCH, "web", 0, OutputName.OUT, "hello", 1);
    var error = new LogLine(Instant.EPOCH, "longer-name", 12, OutputName.ERR, "ouch", 2);
    var events =
        """
        HTTP/1.1 200 x

        event: line
        data: %s

        event: line
        data: %s

        event: missed
        data: {"count":3}

        """
            .formatted(Json.write(line), Json.write(error));
    daemon.answeringRaw("GET /api/v1/logs?target=all&lines=0&follow=true", events);
    var named = troupe.run("logs", "--lines", "0");
    assertThat(named.out()).isEqualTo("0|web   | hello\n12|longer-name | ouch\n");
    assertThat(named.err()).contains("3 lines were left out", "the daemon has ended");
    assertThat(named.exitCode()).isOne();
    assertThat(troupe.run("logs", "--json").out())
        .startsWith(
            """
            {"message":"hello","timestamp":"1970-01-01T00:00:00Z","type":"out","process_id":0,\
            "app_name":"web"}
            """);
  }

  @Test
  void asksForTheLogsItIsToldTo() {
    daemon.answering("GET /api/v1/apps", 200, new Apps(List.of()));
    daemon.refusing("GET /api/v1/logs?target=a%20b&lines=3&follow=true&output=err", 404, "no");
    var result = troupe.run("logs", "a b", "--lines", "3", "--err");
    assertThat(result).isEqualTo(new CommandRun.Result(1, "", "[Troupe][ERROR] no\n"));
  }
}
