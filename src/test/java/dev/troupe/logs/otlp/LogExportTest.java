package dev.troupe.logs.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.logs.LogProblem;
import dev.troupe.logs.LogSettings;
import dev.troupe.logs.Logs;
import dev.troupe.logs.OutputLog;
import dev.troupe.model.LogFiles;
import dev.troupe.model.OtlpCollector;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a collector gets of an app's output, and what files get if there is trouble with it. */
@Timeout(60)
class LogExportTest {
  private static final ActorTestKit kit = ActorTestKit.create();
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Several times what waits in memory for a collector. */
  private static final int MANY = 100_000;

  @TempDir Path home;
  private final List<LogProblem> problems = new CopyOnWriteArrayList<>();
  private final SubmissionPublisher<ByteBuffer> out = new SubmissionPublisher<>();
  private final SubmissionPublisher<ByteBuffer> err = new SubmissionPublisher<>();
  private final Logs logs =
      Logs.create(kit.system(), LogSettings.DEFAULT, InstantSource.system(), problems::add);
  private OutputLog log;

  @AfterAll
  static void stopSystem() {
    kit.shutdownTestKit();
  }

  @BeforeEach
  void openLog() throws Exception {
    var files =
        new LogFiles(file().toString(), "/dev/null", null, home.resolve("pid").toString(), true);
    log = logs.open("api", 7, out, err, files);
    log.opened().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void closeLog() throws Exception {
    out.close();
    err.close();
    log.done().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private Path file() {
    return home.resolve("out.log");
  }

  private LogExport export(OtlpCollector to) {
    var resources = new Resources("web1", "/home/me/.troupe", to.attributes());
    return LogExport.start(kit.system(), logs, to, resources, problems::add, Duration.ofMillis(10));
  }

  private static OtlpCollector plain(URI endpoint) {
    return new OtlpCollector(endpoint, Map.of(), Map.of(), false);
  }

  private static void print(SubmissionPublisher<ByteBuffer> stream, String text) {
    stream.submit(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private void printMany() {
    for (int from = 0; from < MANY; from += 1_000) {
      print(
          out,
          IntStream.range(from, from + 1_000)
              .mapToObj(i -> i + "\n")
              .collect(Collectors.joining()));
    }
  }

  private static String many() {
    return IntStream.range(0, MANY).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }

  private static void await(Runnable assertion) {
    TestProbe<Object> probe = kit.createTestProbe();
    probe.awaitAssert(
        LONG,
        () -> {
          assertion.run();
          return true;
        });
  }

  private static Map<String, String> attributes(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, one -> one.getValue().getStringValue()));
  }

  @Test
  void sendsLinesAsRecordsOfTheirApp() throws Exception {
    try (var collector = CollectorStandIn.open()) {
      var to =
          new OtlpCollector(
              collector.endpoint(),
              Map.of("Authorization", "Bearer abc"),
              Map.of("team", "blue"),
              false);
      var export = export(to);
      print(out, "one\ntwo\n");
      print(err, "oops\n");
      await(() -> assertThat(collector.texts()).containsExactlyInAnyOrder("one", "two", "oops"));
      export.close(LONG);

      assertThat(collector.headers)
          .containsEntry("Authorization", List.of("Bearer abc"))
          .containsEntry("Content-type", List.of("application/x-protobuf"));
      assertThat(attributes(collector.resources().getFirst().getResource().getAttributesList()))
          .isEqualTo(
              Map.of(
                  "host.name", "web1",
                  "service.name", "api",
                  "service.instance.id", "web1:/home/me/.troupe:7",
                  "team", "blue"));
      assertThat(collector.records())
          .allSatisfy(
              record -> {
                assertThat(record.getTimeUnixNano()).isPositive();
                assertThat(attributes(record.getAttributesList()))
                    .containsEntry("log.iostream", isOops(record) ? "stderr" : "stdout");
                assertThat(record.getSeverityNumber())
                    .isEqualTo(SeverityNumber.SEVERITY_NUMBER_UNSPECIFIED);
              });
      assertThat(problems).isEmpty();
    }
  }

  private static boolean isOops(LogRecord record) {
    return record.getBody().getStringValue().equals("oops");
  }

  @Test
  void sendsWhatALineTellsOfItself() throws Exception {
    String line =
        "{\"level\":50,\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\","
            + "\"span_id\":\"b7ad6b7169203331\",\"trace_flags\":\"01\"}";
    try (var collector = CollectorStandIn.open()) {
      var export = export(plain(collector.endpoint()));
      print(out, line + "\n");
      await(() -> assertThat(collector.texts()).containsExactly(line));
      export.close(LONG);

      var record = collector.records().getFirst();
      assertThat(record.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_ERROR);
      assertThat(record.getSeverityText()).isEqualTo("50");
      assertThat(record.getTraceId().toByteArray())
          .asHexString()
          .isEqualToIgnoringCase("0AF7651916CD43DD8448EB211C80319C");
      assertThat(record.getSpanId().toByteArray())
          .asHexString()
          .isEqualToIgnoringCase("B7AD6B7169203331");
      assertThat(record.getFlags()).isOne();
    }
  }

  @Test
  void compressesIfThatIsWanted() throws Exception {
    try (var collector = CollectorStandIn.open()) {
      var export = export(new OtlpCollector(collector.endpoint(), Map.of(), Map.of(), true));
      print(out, "one\n");
      await(() -> assertThat(collector.texts()).containsExactly("one"));
      export.close(LONG);

      assertThat(collector.headers).containsEntry("Content-encoding", List.of("gzip"));
    }
  }

  @Test
  void sendsAgainWhatWasNotTakenAndTellsItOnce() throws Exception {
    try (var collector = CollectorStandIn.open()) {
      collector.refusals.addAll(List.of(503, 429, 503));
      var export = export(plain(collector.endpoint()));
      print(out, "one\n");
      await(() -> assertThat(problems).hasSize(2));
      export.close(LONG);

      assertThat(collector.texts()).containsExactly("one");
      assertThat(problems.getFirst())
          .isInstanceOfSatisfying(
              LogProblem.ExportFails.class, it -> assertThat(it.message()).contains("503"));
      assertThat(problems.getLast())
          .isEqualTo(new LogProblem.ExportResumed(collector.endpoint(), 0));
    }
  }

  @Test
  void sendsWhatHasComeBeforeItEnds() throws Exception {
    try (var collector = CollectorStandIn.open()) {
      var export = export(plain(collector.endpoint()));
      print(out, "one\ntwo\n");
      await(() -> assertThat(file()).hasContent("one\ntwo\n"));
      closeLog();
      export.close(LONG);

      assertThat(collector.texts()).containsExactly("one", "two");
    }
  }

  @Test
  void filesGetEverythingWhileACollectorHangs() throws Exception {
    try (var collector = CollectorStandIn.open()) {
      collector.hangs();
      var export = export(plain(collector.endpoint()));
      printMany();
      closeLog();
      assertThat(Files.readString(file())).isEqualTo(many());

      export.close(Duration.ofMillis(100));

      await(
          () ->
              assertThat(problems)
                  .containsExactly(new LogProblem.ExportEnded(collector.endpoint(), MANY)));
    }
  }

  @Test
  void goesOnOnceACollectorIsThereAndTellsHowManyLinesItDoesNotGet() throws Exception {
    var away = CollectorStandIn.open();
    away.close();
    var export = export(plain(away.endpoint()));
    printMany();
    closeLog();
    assertThat(Files.readString(file())).isEqualTo(many());
    await(() -> assertThat(problems).hasSize(1));

    try (var collector = CollectorStandIn.openAt(away.port())) {
      export.close(LONG);

      long lost =
          problems.stream()
              .mapToLong(
                  problem ->
                      switch (problem) {
                        case LogProblem.ExportResumed(_, long lines) -> lines;
                        case LogProblem.ExportLost(_, long lines) -> lines;
                        case LogProblem.ExportEnded(_, long lines) -> lines;
                        default -> 0;
                      })
              .sum();
      assertThat(problems.getFirst()).isInstanceOf(LogProblem.ExportFails.class);
      assertThat(lost).isPositive();
      assertThat(collector.texts()).hasSize((int) (MANY - lost)).contains("0");
    }
  }
}
