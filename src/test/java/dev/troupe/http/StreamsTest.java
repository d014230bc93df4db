package dev.troupe.http;

import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.logs.FilePoint;
import dev.troupe.logs.FileTail;
import dev.troupe.logs.Place;
import dev.troupe.logs.Tail;
import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-sent events over real sockets. */
@Timeout(20)
class StreamsTest {
  private static final Event ONLINE = new Event.Online(EPOCH, "api", 0, 4711);
  private static final LogLine LINE = new LogLine(EPOCH, "api", 0, OutputName.OUT, "hello", 3);
  private final Endpoint endpoint = new Endpoint();

  @AfterEach
  void close() {
    endpoint.close();
  }

  private static Tail past(String path, String... lines) {
    var texts = Stream.of(lines).map(text -> new FileTail.Line(EPOCH, text)).toList();
    return new Tail.Past("api", 0, OutputName.OUT, new FileTail(Path.of(path), texts, 0, 0));
  }

  private Wire subscribe(Endpoint.Way way, String path) {
    var wire = endpoint.connect(way).send(endpoint.request("GET", path));
    var head = wire.head();
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("content-type")).isEqualTo("text/event-stream");
    return wire;
  }

  @Test
  void tooManyStreamsAreRefused() {
    endpoint.control.events = Source.never();
    var wires = new ArrayList<Wire>();
    for (int i = 0; i < OpenStreams.MOST; i++) {
      wires.add(subscribe(Endpoint.Way.UNIX, "/api/v1/events"));
    }

    try (var one = endpoint.unix().send(endpoint.request("GET", "/api/v1/logs"))) {
      assertThat(one.head().status()).isEqualTo(503);
    }
    wires.forEach(Wire::close);
  }

  @ParameterizedTest
  @EnumSource
  void anEventArrivesWhenItHappens(Endpoint.Way way) {
    var happening = Source.<Event>queue(10).preMaterialize(endpoint.system);
    endpoint.control.events = happening.second();
    try (var wire = subscribe(way, "/api/v1/events")) {
      assertThat(wire.chunk()).isEqualTo("retry: 3000\n\n");
      happening.first().offer(ONLINE);
      assertThat(wire.chunk())
          .isEqualTo(
              """
              id: 100
              event: online
              data: {"at":"1970-01-01T00:00:00Z","app":"api","instance":0,"pid":4711}

              """);
      happening
          .first()
          .offer(new Event.Exited(EPOCH, "api", 0, 4711, new ExitStatus.Signaled(9), true));
      assertThat(wire.chunk())
          .startsWith("id: 101\nevent: exited\n")
          .contains("\"status\":{\"signal\":9,\"outOfMemory\":false}");
    }
  }

  @Test
  void whatHasHappenedComesBeforeWhatHappens() {
    endpoint.control.pastEvents = Source.single(new Event.Stopped(EPOCH, "api", 0));
    endpoint.control.events = Source.single(ONLINE);
    try (var wire = subscribe(Endpoint.Way.UNIX, "/api/v1/events?target=api&since=1h&limit=7")) {
      assertThat(wire.chunksUntil("event: online")).contains("id: 1\nevent: stopped\n");
    }
    assertThat(endpoint.control.asked.poll())
        .isInstanceOfSatisfying(
            Control.EventQuery.class,
            query -> {
              assertThat(query.target()).isEqualTo("api");
              assertThat(query.since()).isNotNull();
              assertThat(query.follow()).isTrue();
              assertThat(query.limit()).isEqualTo(7);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10001", "-1", "many", "99999999999"})
  void refusesALimitThatIsNone(String limit) {
    try (var wire = endpoint.connect(Endpoint.Way.UNIX)) {
      var answer = wire.send(endpoint.request("GET", "/api/v1/events?limit=" + limit)).answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("limit: must be a number from 1 to 10000, not " + limit);
    }
  }

  @Test
  void refusesATimeThatIsNone() {
    try (var wire = endpoint.connect(Endpoint.Way.UNIX)) {
      var answer = wire.send(endpoint.request("GET", "/api/v1/events?since=noon")).answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("since: must be like 30s, 15m, 1h, 2d or 2026-");
    }
  }

  @ParameterizedTest
  @EnumSource
  void logsAreTheEndsOfTheFilesAndThenNewLines(Endpoint.Way way) {
    endpoint.control.logs =
        new Reply.Streaming(
            Source.from(
                List.of(
                    past("/a.log", "one", "\"two\""),
                    past("/b.log"),
                    new Tail.Line(LINE),
                    new Tail.Missed(7, 10))),
            "run");
    try (var wire = endpoint.connect(way)) {
      var answer = wire.send(endpoint.request("GET", "/api/v1/logs")).answer();
      assertThat(answer.body())
          .isEqualTo(
              """
              retry: 3000

              event: file
              data: {"path":"/a.log","app":"api","instance":0,"output":"OUT","leftOut":0,"lines":["one","\\"two\\""]}

              event: file
              data: {"path":"/b.log","app":"api","instance":0,"output":"OUT","leftOut":0,"lines":[]}

              id: run-3-0
              event: line
              data: {"at":"1970-01-01T00:00:00Z","app":"api","instance":0,"output":"OUT","text":"hello","position":3}

              event: missed
              data: {"count":7}

              """);
      assertThat(wire.send(endpoint.request("GET", "/healthz")).answer().body()).isEqualTo("ok");
    }
  }

  @Test
  void logsComeAsLinesOfJsonToWhoAcceptsThat() {
    var structured =
        new LogLine(EPOCH, "api", 0, OutputName.ERR, "{\"level\":\"error\",\"n\":1.50}", 4);
    endpoint.control.logs =
        new Reply.Streaming(
            Source.from(
                List.of(
                    past("/a.log", "one"),
                    new Tail.Line(LINE),
                    new Tail.Line(structured),
                    new Tail.Missed(7, 10))),
            "run");
    try (var wire = endpoint.unix()) {
      var request = endpoint.request("GET", "/api/v1/logs", "Accept: application/x-ndjson");
      var answer = wire.send(request).answer();
      assertThat(answer.header("content-type")).isEqualTo("application/x-ndjson");
      assertThat(answer.body())
          .isEqualTo(
              """
              {"at":"1970-01-01T00:00:00Z","app":"api","instance":0,"output":"OUT","text":"one","position":0}
              {"at":"1970-01-01T00:00:00Z","app":"api","instance":0,"output":"OUT","text":"hello","position":3}
              {"at":"1970-01-01T00:00:00Z","app":"api","instance":0,"output":"ERR","text":"{\\"level\\":\\"error\\",\\"n\\":1.50}","position":4,"fields":{"level":"error","n":1.50}}
              {"missed":7}
              """);
    }
    assertThat(((Control.LogQuery) endpoint.control.asked.remove()).interleaved()).isTrue();
  }

  @Test
  void aClientThatComesBackSaysWhichLineItHasSeenLast() {
    endpoint.control.logs = new Reply.Streaming(Source.empty(), "run");
    try (var wire = endpoint.unix()) {
      wire.send(endpoint.request("GET", "/api/v1/logs", "Last-Event-ID: run-3-5")).answer();
    }
    assertThat(((Control.LogQuery) endpoint.control.asked.remove()).after())
        .contains(new ResumePoint("run", 3, EPOCH.plusNanos(5_000)));
  }

  @Test
  void aNewLineTellsWhereItStandsIfAsked() {
    var place = new Place(Path.of("/a.log"), 7, new FilePoint("(dev=1,ino=2)", 40));
    endpoint.control.logs =
        new Reply.Streaming(
            Source.from(List.of(new Tail.Line(LINE, false, place), new Tail.Line(LINE))), "run");
    try (var wire = endpoint.unix()) {
      var answer = wire.send(endpoint.request("GET", "/api/v1/logs?places=true")).answer();
      assertThat(answer.body())
          .isEqualTo(
              """
              retry: 3000

              id: run-3-0
              event: line
              data: {"at":"1970-01-01T00:00:00Z","app":"api","instance":0,"output":"OUT","text":"hello","position":3,\
              "path":"/a.log","file":"(dev=1,ino=2)","offset":40}

              id: run-3-0
              event: line
              data: {"at":"1970-01-01T00:00:00Z","app":"api","instance":0,"output":"OUT","text":"hello","position":3}

              """);
    }
  }

  @Test
  void theLongEndOfAFileArrivesWhole() {
    var lines = Collections.nCopies(30_000, "x".repeat(100));
    endpoint.control.logs =
        new Reply.Streaming(Source.single(past("/a.log", lines.toArray(String[]::new))), "run");
    try (var wire = endpoint.unix()) {
      assertThat(wire.send(endpoint.request("GET", "/api/v1/logs")).answer().body())
          .endsWith("]}\n\n")
          .hasSizeGreaterThan(30_000 * 103);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSlowSubscriberIsToldHowMuchItMissed(Endpoint.Way way) throws InterruptedException {
    var all = new CountDownLatch(20_000);
    endpoint.control.events =
        Source.range(1, 20_000)
            .<Event>map(
                number -> {
                  all.countDown();
                  return new Event.GaveUp(EPOCH, "api", number, "x".repeat(1000));
                })
            .concat(Source.never());
    try (var wire = subscribe(way, "/api/v1/events")) {
      all.await();
      var text = wire.chunksUntil("event: missed\ndata: {\"count\":");
      assertThat(text.split("event: gave-up")).hasSizeLessThan(20_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSourceIsLetGoWhenTheSubscriberGoesAway(Endpoint.Way way) {
    var over = new CompletableFuture<Done>();
    endpoint.control.events =
        Source.tick(Duration.ZERO, Duration.ofMillis(5), ONLINE)
            .watchTermination((_, done) -> done.whenComplete((_, _) -> over.complete(Done.done())))
            .mapMaterializedValue(_ -> NotUsed.getInstance());
    try (var wire = subscribe(way, "/api/v1/events")) {
      assertThat(wire.chunksUntil("event: online")).isNotEmpty();
    }
    Endpoint.await(over);
  }

  @Test
  void aSilentStreamIsKeptAlive() {
    var first =
        Source.<org.apache.pekko.util.ByteString>never()
            .via(Frames.keptAlive(Duration.ofMillis(1)))
            .runWith(Sink.head(), endpoint.system);
    assertThat(Endpoint.await(first).utf8String()).isEqualTo(": keep-alive\n\n");
  }

  @ParameterizedTest
  @CsvSource({"Online, online", "RestartScheduled, restart-scheduled", "GaveUp, gave-up"})
  void eventsAreNamedAfterTheirRecords(String name, String event) {
    assertThat(Frames.kebabCase(name)).isEqualTo(event);
  }
}
