package dev.troupe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.LogFiles;
import dev.troupe.model.LogRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When lines were written is known over the ends of daemons. */
class KeptTimesTest {
  private static final ActorTestKit kit = ActorTestKit.create();
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path home;
  private final List<LogProblem> problems = new CopyOnWriteArrayList<>();
  private volatile Instant now = NOON;

  @AfterAll
  static void stopSystem() {
    kit.shutdownTestKit();
  }

  private Logs daemon() {
    var logs = Logs.create(kit.system(), LogSettings.DEFAULT, () -> now, problems::add);
    logs.keepTimesIn(home.resolve("log-times"));
    return logs;
  }

  private Path log() {
    return home.resolve("out.log");
  }

  private void print(Logs logs, String text) throws Exception {
    var out = new FakePipe();
    var err = new FakePipe();
    var files =
        new LogFiles(
            log().toString(),
            "/dev/null",
            null,
            home.resolve("pid").toString(),
            true,
            LogRules.DEFAULT);
    var log = logs.open("api", 7, out, err, files);
    out.prints(text);
    out.closes();
    err.closes();
    log.done().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private List<String> since(Logs logs, Instant since) throws Exception {
    var wanted =
        new Wanted(100, Optional.of(since), Optional.empty(), Wanted.ANY, Wanted.MAX_BYTES);
    return logs.past(log(), wanted).toCompletableFuture().get(20, TimeUnit.SECONDS).lines().stream()
        .map(FileTail.Line::text)
        .toList();
  }

  private void passes(Duration time) {
    now = now.plus(time);
  }

  @Test
  void theNextDaemonKnowsWhenLinesWereWrittenAlsoInRotatedFiles() throws Exception {
    var first = daemon();
    print(first, "1\n");
    passes(Duration.ofMinutes(10));
    print(first, "2\n");
    Files.move(log(), home.resolve("out__2026-01-01_12-10-00.log"));
    passes(Duration.ofMinutes(10));
    print(first, "3\n");
    passes(Duration.ofMinutes(10));
    print(first, "4\n");
    first.keepTimes();

    passes(Duration.ofMinutes(10));
    var next = daemon();
    print(next, "5\n");

    assertThat(since(next, NOON.plus(Duration.ofMinutes(39)))).containsExactly("5");
    assertThat(since(next, NOON.plus(Duration.ofMinutes(25)))).containsExactly("4", "5");
    assertThat(since(next, NOON.plus(Duration.ofMinutes(15)))).containsExactly("3", "4", "5");
    assertThat(problems).isEmpty();
  }

  @Test
  void aLogThatNobodyWritesAnyMoreIsKnownToTheDaemonAfterTheNext() throws Exception {
    var first = daemon();
    print(first, "1\n");
    passes(Duration.ofMinutes(10));
    print(first, "2\n");
    first.keepTimes();
    daemon().keepTimes();

    assertThat(since(daemon(), NOON.plus(Duration.ofMinutes(5)))).containsExactly("2");
  }

  @Test
  void aDamagedFileIsToldOfAndReplaced() throws Exception {
    var first = daemon();
    print(first, "1\n");
    first.keepTimes();
    var kept = home.resolve("log-times");
    var bytes = Files.readAllBytes(kept);
    Files.write(kept, java.util.Arrays.copyOf(bytes, bytes.length - 1));

    var next = daemon();

    assertThat(problems).singleElement().isInstanceOf(LogProblem.TimesUnreadable.class);
    next.keepTimes();
    daemon();
    assertThat(problems).hasSize(1);
  }
}
