package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After many connections nothing is left: no file descriptor, no running stream. */
@Timeout(60)
@EnabledOnOs(OS.LINUX) // counts in /proc
class LeakTest {
  private static final Pattern GRAPHS =
      Pattern.compile(
          "(\\d+)\\s+\\d+\\s+org\\.apache\\.pekko\\.stream\\.impl\\.fusing\\.ActorGraphInterpreter\\s");
  private final Endpoint endpoint = new Endpoint();
  private long files;
  private long graphs;

  @BeforeEach
  void count() throws IOException {
    endpoint.control.events =
        Source.<Event>tick(
                Duration.ZERO, Duration.ofMillis(5), new Event.Stopped(Instant.EPOCH, "a", 0))
            .mapMaterializedValue(_ -> NotUsed.getInstance());
    for (var way : Endpoint.Way.values()) {
      ask(way);
    }
    files = openFiles();
    graphs = runningGraphs();
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private void ask(Endpoint.Way way) {
    try (var wire = endpoint.connect(way)) {
      wire.send(endpoint.request("GET", "/healthz", "Connection: close"));
      assertThat(wire.answer().status()).isEqualTo(200);
      assertThat(wire.isOver()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void connectingAThousandTimesLeavesNothing(Endpoint.Way way) {
    for (int i = 0; i < 1000; i++) {
      endpoint.connect(way).close();
    }
    nothingIsLeft();
  }

  @ParameterizedTest
  @EnumSource
  void aClosedConnectionIsFreedThoughTheClientKeepsItsEnd(Endpoint.Way way) {
    var ends = new ArrayList<Wire>();
    for (int i = 0; i < 100; i++) {
      var wire = endpoint.connect(way);
      wire.send(endpoint.request("GET", "/healthz", "Connection: close"));
      assertThat(wire.answer().status()).isEqualTo(200);
      ends.add(wire);
    }
    eventually(() -> assertThat(openFiles() - ends.size()).isLessThanOrEqualTo(files));
    ends.forEach(Wire::close);
    nothingIsLeft();
  }

  @ParameterizedTest
  @EnumSource
  void subscribersThatGoAwayLeaveNothing(Endpoint.Way way) {
    for (int i = 0; i < 40; i++) {
      var subscribers = new ArrayList<Wire>();
      for (int k = 0; k < 10; k++) {
        subscribers.add(endpoint.connect(way).send(endpoint.request("GET", "/api/v1/events")));
      }
      subscribers.forEach(wire -> assertThat(wire.head().status()).isEqualTo(200));
      subscribers.forEach(Wire::close);
      // A server that has not noticed yet counts them, and refuses more than it has room for.
      eventually(() -> assertThat(openFiles()).isLessThanOrEqualTo(files));
    }
    nothingIsLeft();
  }

  private void nothingIsLeft() {
    eventually(() -> assertThat(openFiles()).isLessThanOrEqualTo(files));
    eventually(() -> assertThat(runningGraphs()).isLessThanOrEqualTo(graphs));
  }

  /** An assertion that may fail. */
  private interface Claim {
    void check() throws IOException;
  }

  private void eventually(Claim claim) {
    TestProbe.create(endpoint.system)
        .awaitAssert(
            Duration.ofSeconds(30),
            Duration.ofMillis(50),
            () -> {
              claim.check();
              return true;
            });
  }

  private static long openFiles() throws IOException {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  /** Of the living objects, after a full collection. */
  private static long runningGraphs() {
    try {
      var histogram =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      var found = GRAPHS.matcher(histogram.toString() + "\n");
      return found.find() ? Long.parseLong(found.group(1)) : 0;
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }
}
