package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventsCommandTest extends CommandTestBase {
  private static final String EXITED =
      """
      id: 7
      event: exited
      data: {"at":"2026-01-01T00:00:00Z","app":"web","instance":0,"pid":4000,"status":{"code":3},"crashed":true}

      """;

  private static final String UNKNOWN = "event: danced\ndata: {\"app\":\"web\"}\n\n";

  private void answers(String request, String events) {
    daemon.answeringRaw(
        request, "HTTP/1.1 200 x\r\nContent-Type: text/event-stream\r\n\r\n" + events);
  }

  @Test
  void printsALineForEachEventOfTheLastDay() {
    answers("GET /api/v1/events?target=all&since=24h&follow=false", EXITED + UNKNOWN);
    var result = troupe.run("events");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .matches(
            "(?s)20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  web\\[0\\]  exited with code 3, pid"
                + " 4000\n"
                + "danced \\{\"app\":\"web\"}\n");
  }

  @Test
  void printsJsonAsItComes() {
    answers("GET /api/v1/events?target=web&since=1h&follow=false", EXITED);
    assertThat(troupe.run("events", "web", "--since", "1h", "--json").out())
        .isEqualTo(
            "{\"event\":\"exited\",\"at\":\"2026-01-01T00:00:00Z\",\"app\":\"web\",\"instance\":0,"
                + "\"pid\":4000,\"status\":{\"code\":3},\"crashed\":true}\n");
  }

  @Test
  void saysSoWhenTheStreamItFollowsEnds() {
    answers("GET /api/v1/events?target=all&since=24h&follow=true", "");
    var result = troupe.run("events", "-f");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("the daemon has ended");
  }
}
