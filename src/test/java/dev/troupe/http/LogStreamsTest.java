package dev.troupe.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.http.Control.LogQuery;
import dev.troupe.logs.FilePoint;
import dev.troupe.logs.LogSettings;
import dev.troupe.logs.Logs;
import dev.troupe.logs.Place;
import dev.troupe.logs.Tail;
import dev.troupe.logs.TextPattern;
import dev.troupe.model.LogFiles;
import dev.troupe.model.LogRules;
import dev.troupe.model.OutputName;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Queries of output against real log files. */
@Timeout(20)
class LogStreamsTest {
  private static final ActorTestKit kit = ActorTestKit.create();
  private static final Executor AT_ONCE = Runnable::run;

  @TempDir Path home;
  private volatile Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final Logs logs = Logs.create(kit.system(), LogSettings.DEFAULT, () -> now, _ -> {});
  private final LogStreams streams =
      new LogStreams(logs, LoggerFactory.getLogger(LogStreamsTest.class));
  private final List<Child> children = new ArrayList<>();

  /** Two streams that the test writes to. */
  private final class Child {
    final SubmissionPublisher<ByteBuffer> out = new SubmissionPublisher<>(AT_ONCE, 16);
    final SubmissionPublisher<ByteBuffer> err = new SubmissionPublisher<>(AT_ONCE, 16);
    final LogFiles files;

    Child(String app, int id) {
      var name = home.resolve(app).toString();
      files =
          new LogFiles(name + "-out.log", name + "-error.log", null, "/p", false, LogRules.DEFAULT);
      Endpoint.await(logs.open(app, id, out, err, files).opened());
      children.add(this);
    }

    /** Prints, and waits until it is in the file. */
    void prints(OutputName output, int id, String text) throws Exception {
      var file = Path.of(files.pathFor(output == OutputName.OUT ? files.out() : files.error(), id));
      long before = Files.size(file);
      (output == OutputName.OUT ? out : err).submit(ByteBuffer.wrap(text.getBytes(UTF_8)));
      kit.createTestProbe()
          .awaitAssert(
              () -> {
                assertThat(file).hasSize(before + text.getBytes(UTF_8).length);
                return null;
              });
    }
  }

  private Child web;

  @BeforeEach
  void startWeb() {
    web = new Child("web", 1);
  }

  @AfterAll
  static void stopSystem() {
    kit.shutdownTestKit();
  }

  @Test
  void showsOldLinesOfTheWantedTimeOnly() throws Exception {
    prints("early");
    now = now.plus(Duration.ofMinutes(10));
    prints("middle");
    now = now.plus(Duration.ofMinutes(10));
    prints("late");

    assertThat(texts(old("15m", null, null))).containsExactly("middle", "late");
    assertThat(texts(old("15m", "5m", null))).containsExactly("middle");
    assertThat(texts(old(null, "15m", null))).containsExactly("early");
    assertThat(texts(old("1h", null, null))).containsExactly("early", "middle", "late");
    assertThat(texts(old("1s", null, null))).containsExactly("late");
  }

  @Test
  void showsLinesWithTheWantedTextOnly() throws Exception {
    prints("GET / 200", "GET /a 500", "GET /b 200", "GET /c 503");

    assertThat(texts(old(null, null, " 5\\d\\d$"))).containsExactly("GET /a 500", "GET /c 503");
  }

  @Test
  void followsLinesWithTheWantedTextOnly() throws Exception {
    var lines = follow(query("web", 0, true, null, null, " 5\\d\\d$"));

    prints("GET / 200", "GET /a 500");
    prints("GET /b 200", "GET /c 503");

    assertThat(next(lines).text()).isEqualTo("GET /a 500");
    assertThat(next(lines).text()).isEqualTo("GET /c 503");
  }

  @Test
  void showsOneOutputOfOneInstance() throws Exception {
    var two = new Child("web", 2);
    prints("one");
    two.prints(OutputName.OUT, 2, "two\n");
    two.prints(OutputName.ERR, 2, "two failed\n");
    var query =
        new LogQuery(
            "web",
            Optional.of(2),
            15,
            false,
            Optional.of(OutputName.ERR),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    assertThat(texts(all(query, 1, 2))).containsExactly("two failed");
  }

  @Test
  void doesNotKnowAnInstanceThatIsNotThere() {
    var query =
        new LogQuery(
            "web",
            Optional.of(7),
            15,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    assertThat(streams.of(apps(1), query)).isInstanceOf(Reply.NotFound.class);
  }

  @Test
  void ordersTheLinesOfSeveralFilesByTime() throws Exception {
    var two = new Child("web", 2);
    prints("1");
    now = now.plusSeconds(1);
    two.prints(OutputName.OUT, 2, "2\n");
    now = now.plusSeconds(1);
    web.prints(OutputName.ERR, 1, "3\n");
    now = now.plusSeconds(1);
    prints("4");

    var lines = all(interleaved(query("web", 15, false, null, null, null)), 1, 2);

    assertThat(texts(lines)).containsExactly("1", "2", "3", "4");
    assertThat(((Tail.Line) lines.get(2)).line().at()).isEqualTo(now.minusSeconds(1));
  }

  @Test
  void showsEachLineOnceToOneWhoComesInAFlood() throws Exception {
    var flood =
        Thread.ofVirtual()
            .start(
                () ->
                    IntStream.range(0, 20_000)
                        .forEach(i -> web.out.submit(ByteBuffer.wrap((i + "\n").getBytes(UTF_8)))));
    var lines = follow(query("web", 1_000_000, true, null, null, null));

    var seen = new ArrayList<String>();
    while (seen.isEmpty() || !seen.getLast().equals("19999")) {
      seen.addAll(texts(List.of(lines.pull().toCompletableFuture().get().orElseThrow())));
    }

    flood.join();
    assertThat(seen).isEqualTo(IntStream.range(0, 20_000).mapToObj(String::valueOf).toList());
  }

  @Test
  void goesOnAfterTheLastLineThatWasSeen() throws Exception {
    var lines = follow(query("web", 0, true, null, null, null));
    prints("1", "2");
    var seen = next(lines);
    lines.cancel();
    prints("3");

    var again = follow(comingBack(ResumePoint.of(run(), seen)));

    assertThat(next(again).text()).isEqualTo("2");
    assertThat(next(again).text()).isEqualTo("3");
  }

  @Test
  void beginsWithTheDaemonForOneWhoKnewTheDaemonBefore() throws Exception {
    prints("1");

    var lines = follow(comingBack(new ResumePoint("before", 4711, now.minusSeconds(60))));
    prints("2");

    assertThat(next(lines).text()).isEqualTo("1");
    assertThat(next(lines).text()).isEqualTo("2");
  }

  @Test
  void findsInTheFilesWhatNobodyFollowed() throws Exception {
    prints("1");
    var seen = now;
    now = now.plusSeconds(1);
    prints("2");

    var lines = follow(comingBack(new ResumePoint(run(), 0, seen)));

    assertThat(next(lines).text()).isEqualTo("2");
  }

  private static LogQuery comingBack(ResumePoint point) {
    return query("web", 0, true, null, null, null).with(0, Optional.empty(), Optional.of(point));
  }

  private String run() {
    return Long.toString(logs.startedAt().toEpochMilli(), 36);
  }

  @Test
  void followsInstancesOfTheAppThatComeLater() throws Exception {
    var lines = follow(query("web", 0, true, null, null, null));

    new Child("web", 9).prints(OutputName.OUT, 9, "new here\n");

    assertThat(next(lines).text()).isEqualTo("new here");
  }

  @Test
  void knowsWhereInTheirFilesFollowedLinesEnd() throws Exception {
    prints("before");
    var lines = follow(query("web", 0, true, null, null, null));
    var file = home.resolve("web-out-1.log");

    prints("one", "two");
    var key = Files.readAttributes(file, BasicFileAttributes.class).fileKey().toString();
    assertThat(placeOfNext(lines).point()).isEqualTo(new FilePoint(key, Files.size(file)));
    assertThat(placeOfNext(lines).point()).isEqualTo(new FilePoint(key, Files.size(file)));

    Endpoint.await(logs.rotate());
    prints("three");
    var newKey = Files.readAttributes(file, BasicFileAttributes.class).fileKey().toString();
    assertThat(placeOfNext(lines).point()).isEqualTo(new FilePoint(newKey, 6));
  }

  private static Place placeOfNext(SinkQueueWithCancel<Tail> lines) {
    return ((Tail.Line) Endpoint.await(lines.pull()).orElseThrow()).place();
  }

  @Test
  void followsWhatSeveralTargetsMeanAlsoWhatComesLater() throws Exception {
    var lines = follow(query("web\n/^work/\nother", 0, true, null, null, null));

    new Child("api", 8).prints(OutputName.OUT, 8, "not wanted\n");
    new Child("worker", 9).prints(OutputName.OUT, 9, "wanted\n");
    prints("wanted too");

    assertThat(next(lines).text()).isEqualTo("wanted");
    assertThat(next(lines).text()).isEqualTo("wanted too");
  }

  @Test
  void endsWhenTheWantedTimeIsOver() throws Exception {
    assertThat(all(query("web", 15, true, null, "1s", null), 1)).hasSize(2);
  }

  private void prints(String... lines) throws Exception {
    web.prints(OutputName.OUT, 1, String.join("\n", lines) + "\n");
  }

  private List<Tail> old(@Nullable String since, @Nullable String until, @Nullable String text) {
    return all(query("web", 15, false, since, until, text), 1);
  }

  private static LogQuery query(
      String target,
      int lines,
      boolean follow,
      @Nullable String since,
      @Nullable String until,
      @Nullable String text) {
    return new LogQuery(
        target,
        Optional.empty(),
        lines,
        follow,
        Optional.empty(),
        Optional.ofNullable(since).flatMap(MomentText::read),
        Optional.ofNullable(until).flatMap(MomentText::read),
        Optional.ofNullable(text).map(TextPattern::of),
        Optional.empty(),
        false);
  }

  private static LogQuery interleaved(LogQuery query) {
    return new LogQuery(
        query.target(),
        query.instance(),
        query.lines(),
        query.follow(),
        query.output(),
        query.since(),
        query.until(),
        query.text(),
        query.after(),
        true);
  }

  private List<Tail> all(LogQuery query, int... ids) {
    var reply = (Reply.Streaming) streams.of(apps(ids), query);
    return Endpoint.await(reply.lines().runWith(Sink.seq(), kit.system()));
  }

  private SinkQueueWithCancel<Tail> follow(LogQuery query) {
    var reply = (Reply.Streaming) streams.of(apps(1), query);
    return reply.lines().runWith(Sink.queue(), kit.system());
  }

  private static dev.troupe.model.LogLine next(SinkQueueWithCancel<Tail> lines) {
    return ((Tail.Line) Endpoint.await(lines.pull()).orElseThrow()).line();
  }

  private static List<String> texts(List<Tail> tails) {
    return tails.stream().flatMap(tail -> texts(tail).stream()).toList();
  }

  private static List<String> texts(Tail tail) {
    return switch (tail) {
      case Tail.Line(var line, _, _) -> List.of(line.text());
      case Tail.Past past -> past.file().lines().stream().map(line -> line.text()).toList();
      case Tail.Missed missed -> List.of("missed " + missed.lines());
    };
  }

  private List<LogStreams.Printing> apps(int... ids) {
    return IntStream.of(ids).mapToObj(id -> new LogStreams.Printing("web", id, web.files)).toList();
  }
}
