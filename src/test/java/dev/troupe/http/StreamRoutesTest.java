package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.http.Control.LogQuery;
import dev.troupe.logs.TextPattern;
import dev.troupe.model.OutputName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lines somebody asks for; {@link StreamsTest} shows how they come. */
class StreamRoutesTest extends RoutesTestBase {
  @Test
  void logParametersReachTheDaemon() {
    ask(
        "GET",
        "/api/v1/logs?target=%2Fa.i%2F&instance=3&lines=0&follow=false&output=err"
            + "&since=10m&until=2026-01-31T12:00:00Z&grep=a.c&interleave=true");
    ask("GET", "/api/v1/logs");
    assertThat(endpoint.control.asked)
        .containsExactly(
            new LogQuery(
                "/a.i/",
                Optional.of(3),
                0,
                false,
                Optional.of(OutputName.ERR),
                Optional.of(new Moment.Ago(Duration.ofMinutes(10))),
                Optional.of(new Moment.At(Instant.parse("2026-01-31T12:00:00Z"))),
                Optional.of(TextPattern.of("a.c")),
                Optional.empty(),
                true),
            LogQuery.of("all", 15, true));
  }

  @Test
  void whoSaysSinceWhenWantsAllLinesSinceThen() {
    ask("GET", "/api/v1/logs?since=10m");
    assertThat(endpoint.control.asked).allMatch(query -> ((LogQuery) query).lines() == 1_000_000);
  }

  @Test
  void anUnknownParameterIsNamed() {
    var answer = ask("GET", "/api/v1/logs?line=5");
    isProblem(answer, 400, "a mistake");
    assertThat(answer.body())
        .contains(
            "line: unknown parameter, known are: follow, grep, instance, interleave, lines, output,"
                + " places, since, target,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lines=-1",
        "lines=many",
        "lines=9999999999",
        "follow=1",
        "output=stdout",
        "instance=api",
        "since=lately",
        "until=10",
        "grep=(",
        "interleave=yes"
      })
  void aWrongParameterIsRefused(String query) {
    isProblem(ask("GET", "/api/v1/logs?" + query), 400, "a mistake");
  }
}
