package dev.troupe.cli;

import static dev.troupe.cli.CommandRun.instance;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Instances;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code attach} against a daemon that only pretends. */
class AttachCommandTest extends CommandTestBase {
  private static final String LOGS = "GET /api/v1/logs?target=all&instance=1&lines=0&follow=true";
  private static final String SEND = "POST /api/v1/apps/1/send";

  /** A body that promises more than comes, until the connection is closed. */
  private static final String OPEN = "HTTP/1.1 200 x\n\n";

  @BeforeEach
  void takesLines() {
    daemon.answering(SEND, 200, new Instances(List.of(instance(1, "api"))));
  }

  @Test
  void writesWhatIsTypedAndEndsWithIt() throws IOException {
    daemon.holding(LOGS, OPEN);
    var result =
        troupe.reading(new ByteArrayInputStream("one\ntwo".getBytes(UTF_8))).run("attach", "1");
    assertThat(result).isEqualTo(new CommandRun.Result(0, "", ""));
    assertThat(daemon.asked()).filteredOn(SEND::equals).hasSize(2);
    assertThat(daemon.bodyOf(SEND)).containsEntry("line", "two").containsEntry("end", null);
  }

  @Test
  void endsLinesWithTheSeparator() throws IOException {
    daemon.holding(LOGS, OPEN);
    troupe.reading(new ByteArrayInputStream("one\n".getBytes(UTF_8))).run("attach", "1", "|");
    assertThat(daemon.bodyOf(SEND)).containsEntry("line", "one").containsEntry("end", "|");
  }

  @Test
  void showsTheOutputAndFailsWhenTheDaemonEnds() throws IOException {
    daemon.answeringRaw(
        LOGS,
        OPEN
            + "event: line\ndata: {\"at\":\"1970-01-01T00:00:00Z\",\"app\":\"api\",\"instance\":1,"
            + "\"output\":\"OUT\",\"text\":\"hello\",\"position\":1}\n\n");
    try (var nothingTyped = new PipedInputStream(new PipedOutputStream())) {
      assertThat(troupe.reading(nothingTyped).run("attach", "1"))
          .isEqualTo(new CommandRun.Result(1, "hello\n", "[Troupe][ERROR] the daemon has ended\n"));
    }
  }

  @Test
  void tellsOfLinesThatCouldNotBeWritten() {
    daemon.holding(LOGS, OPEN);
    daemon.refusing(SEND, 409, "api[1] has no process");
    var result =
        troupe.reading(new ByteArrayInputStream("one\n".getBytes(UTF_8))).run("attach", "1");
    assertThat(result)
        .isEqualTo(new CommandRun.Result(0, "", "[Troupe][ERROR] api[1] has no process\n"));
  }

  @Test
  void refusesWhatIsNoInstance() {
    assertThat(troupe.run("attach", "web").err())
        .isEqualTo("[Troupe][ERROR] attach needs the id of an instance, a number, not web\n");
    assertThat(troupe.run("attach", "77"))
        .isEqualTo(
            new CommandRun.Result(1, "", "[Troupe][ERROR] there is no instance with id 77\n"));
  }
}
