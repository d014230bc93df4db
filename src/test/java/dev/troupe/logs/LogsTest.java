package dev.troupe.logs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.logs.LogProblem.StreamBroke;
import dev.troupe.logs.LogProblem.WritingEndedFailing;
import dev.troupe.model.LogVolume;
import dev.troupe.model.OutputName;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LogsTest extends LogsStage {
  private static final ActorTestKit SYSTEM = ActorTestKit.create();

  LogsTest() {
    super(SYSTEM);
  }

  @AfterAll
  static void stopSystem() {
    SYSTEM.shutdownTestKit();
  }

  @Test
  void writesEachStreamToItsOwnFile() throws Exception {
    OutputLog log = open(files("out.log", "error.log", null));

    out.prints("hello\n");
    err.prints("oh no\n");
    finish(log);

    assertThat(home.resolve("out.log")).hasContent("hello\n");
    assertThat(home.resolve("error.log")).hasContent("oh no\n");
    assertThat(problems).isEmpty();
  }

  @Test
  void writesBothStreamsToTheCommonFileInTheOrderRead() throws Exception {
    OutputLog log = open(files("out.log", "error.log", "both.log"));

    out.prints("1\n");
    comesTo("both.log", "1\n");
    err.prints("2\n");
    comesTo("both.log", "1\n2\n");
    out.prints("3\n");
    finish(log);

    assertThat(home.resolve("both.log")).hasContent("1\n2\n3\n");
    assertThat(home.resolve("out.log")).hasContent("1\n3\n");
  }

  @Test
  void countsWhatAnInstancePrintsAsLongAsItHasOutput() throws Exception {
    OutputLog log = open(files("out.log", FULL.toString(), null));

    out.prints("1\n2\n");
    err.prints("lost\n");
    Wait.until(logs::volumes, volumes -> volumes.equals(Map.of(7, new LogVolume(9, 3, 5))));
    finish(log);

    Wait.until(logs::volumes, Map::isEmpty);
  }

  @Test
  void writesLinesThatAreNotYetComplete() throws Exception {
    OutputLog log = open(files("out.log", "error.log", null));

    out.prints("Name: ");

    comesTo("out.log", "Name: ");
    finish(log);
  }

  @Test
  void goesOnAtTheBeginningOfAFileThatOthersEmptied() throws Exception {
    OutputLog log = open(files("out.log", "error.log", null));
    Follower follower = Follower.of(logs.tail(), LiveTail.Filter.ALL, kit.system());
    out.prints("old\n");
    follower.expects("old");

    new FileOutputStream(path("out.log")).close();
    out.prints("new\n");
    finish(log);

    assertThat(home.resolve("out.log")).hasContent("new\n");
  }

  @Test
  void keepsAllLinesInOrderToTheLastWords() throws Exception {
    OutputLog log = open(files("out.log", "error.log", null));
    String all = IntStream.range(0, 100_000).mapToObj(i -> "line " + i + "\n").collect(joining());

    for (int from = 0; from < all.length(); from += 1_000) {
      out.prints(all.substring(from, Math.min(all.length(), from + 1_000)));
    }
    out.prints("last words");
    finish(log);

    assertThat(Files.readString(home.resolve("out.log"))).isEqualTo(all + "last words");
  }

  @Test
  void readsOnlyALittleAheadWhileTheDiskIsStuck() throws Exception {
    OutputLog log = openWithStuckOut();
    for (int i = 0; i < 100; i++) {
      out.prints("x\n");
      err.prints(i + "\n");
    }

    assertThat(out.reads()).isLessThanOrEqualTo(1 + LogSettings.DEFAULT.readsAhead());
    assertThat(err.reads()).isLessThanOrEqualTo(LogSettings.DEFAULT.readsAhead());
    diskIsFreed.complete(Done.getInstance());
    finish(log);
    assertThat(Files.readAllLines(home.resolve("error.log"))).hasSize(100).endsWith("99");
  }

  @Test
  void holdsUpNoOtherInstanceWhileTheDiskIsStuck() throws Exception {
    OutputLog stuck = openWithStuckOut();
    var otherOut = new FakePipe();
    OutputLog other =
        logs.open("web", 8, otherOut, new FakePipe().closes(), files("8.log", "8-error.log", null));

    otherOut.prints("hello\n").closes();

    await(other.done());
    assertThat(home.resolve("8.log")).hasContent("hello\n");
    diskIsFreed.complete(Done.getInstance());
    finish(stuck);
  }

  @Test
  void blocksOnTheDiskOnlyOnThreadsMadeForThat() throws Exception {
    var writer = new CompletableFuture<String>();
    OutputLog log =
        Logs.create(
                kit.system(),
                LogSettings.DEFAULT,
                InstantSource.system(),
                _ -> writer.complete(Thread.currentThread().getName()))
            .open("api", 7, out, err, files(FULL.toString(), "error.log", null));

    out.prints("x\n");
    finish(log);

    assertThat(await(writer)).contains(LogSettings.DEFAULT.dispatcher());
  }

  @Test
  void writesTheOtherStreamWhileOneCannotBeWritten() throws Exception {
    OutputLog log = open(files(FULL.toString(), "error.log", null));

    out.prints("lost\n");
    err.prints("kept\n");
    finish(log);

    assertThat(home.resolve("error.log")).hasContent("kept\n");
    assertThat(problems).last().isEqualTo(new WritingEndedFailing("api", 7, FULL, 5));
  }

  @Test
  void goesOnWithTheOtherStreamWhenOneBreaks() throws Exception {
    OutputLog log = open(files("out.log", "error.log", null));

    out.breaks(new IllegalStateException("no pipe"));
    err.prints("hello\n");
    finish(log);

    assertThat(home.resolve("error.log")).hasContent("hello\n");
    assertThat(problems)
        .containsExactly(
            new StreamBroke("api", 7, OutputName.OUT, "java.lang.IllegalStateException: no pipe"));
  }

  @Test
  void readsTheLastLinesOfAFile() throws Exception {
    Path file = Files.writeString(home.resolve("x.log"), "1\n2\n3\n");

    assertThat(await(logs.past(file, Wanted.last(2))).lines())
        .extracting(FileTail.Line::text)
        .containsExactly("2", "3");
  }

  @Test
  void tellsWhetherTheSystemWentDownBeforeTheOutputEnded() {
    ActorTestKit doomed = ActorTestKit.create();
    OutputLog log =
        Logs.create(doomed.system(), LogSettings.DEFAULT, InstantSource.system(), problems::add)
            .open("api", 7, out, err, files("out.log", "error.log", null));

    doomed.shutdownTestKit();

    assertThat(log.done()).failsWithin(Duration.ofSeconds(10));
    assertThat(problems).isEmpty();
  }
}
