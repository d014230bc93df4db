package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of the endpoint. */
@Timeout(20)
class ClosingTest {
  private final Endpoint endpoint = new Endpoint();

  @AfterEach
  void end() {
    endpoint.close();
  }

  @ParameterizedTest
  @EnumSource
  void letsAnAnswerOutFirst(Endpoint.Way way) throws InterruptedException {
    var stopped = new CompletableFuture<Reply.ToAction>();
    endpoint.control.action = () -> stopped;
    try (var wire = endpoint.connect(way)) {
      wire.send(endpoint.request("POST", "/api/v1/daemon/shutdown"));
      endpoint.control.asked.take();
      var closed = endpoint.server.close(Endpoint.PATIENCE).toCompletableFuture();
      assertThat(closed).isNotDone();
      stopped.complete(new Reply.Acted(List.of()));
      assertThat(wire.answer().status()).isEqualTo(200);
      assertThat(wire.isOver()).isTrue();
      Endpoint.await(closed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsStreamsProperly(Endpoint.Way way) {
    endpoint.control.events = Source.never();
    try (var wire = endpoint.connect(way)) {
      wire.send(endpoint.request("GET", "/api/v1/events"));
      wire.head();
      assertThat(wire.chunk()).startsWith("retry:");
      var closed = endpoint.server.close(Endpoint.PATIENCE);
      assertThat(wire.chunk()).isEmpty();
      assertThat(wire.isOver()).isTrue();
      Endpoint.await(closed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsIdleConnections(Endpoint.Way way) {
    try (var wire = endpoint.connect(way);
        var silent = endpoint.connect(way)) {
      wire.send(endpoint.request("GET", "/healthz"));
      assertThat(wire.answer().status()).isEqualTo(200);
      Endpoint.await(endpoint.server.close(Duration.ofHours(1)));
      assertThat(wire.isOver()).isTrue();
      assertThat(silent.isOver()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void waitsOnlySoLong(Endpoint.Way way) throws InterruptedException {
    endpoint.control.action = CompletableFuture::new;
    try (var wire = endpoint.connect(way)) {
      wire.send(endpoint.request("POST", "/api/v1/apps/api/stop"));
      endpoint.control.asked.take();
      Endpoint.await(endpoint.server.close(Duration.ofMillis(1)));
      assertThat(wire.isOver()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void letsNobodyInAfterwards(Endpoint.Way way) {
    Endpoint.await(endpoint.server.close(Endpoint.PATIENCE));
    assertThatThrownBy(() -> endpoint.connect(way)).isInstanceOf(UncheckedIOException.class);
  }
}
