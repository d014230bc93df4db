package dev.troupe.logs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.LogFiles;
import dev.troupe.model.LogOverflow;
import dev.troupe.model.LogRules;
import dev.troupe.model.RotationChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What {@link Logs} does with files. */
class LogsFilesTest extends LogsStage {
  private static final ActorTestKit SYSTEM = ActorTestKit.create();

  LogsFilesTest() {
    super(SYSTEM);
  }

  @AfterAll
  static void stopSystem() {
    SYSTEM.shutdownTestKit();
  }

  @Test
  void putsTheInstancesIdIntoTheNameUnlessFilesAreShared() throws Exception {
    var apart = new LogFiles(path("a/out.log"), path("a/error.log"), null, path("pid"), false);
    OutputLog log = open(apart);

    assertThat(home.resolve("a/out-7.log")).isEmptyFile();
    assertThat(home.resolve("a/error-7.log")).isEmptyFile();
    finish(log);
  }

  @Test
  void makesPrivateFilesInPrivateDirectories() throws Exception {
    OutputLog log = open(files("deep/down/out.log", "error.log", null));

    assertThat(permissions("deep/down")).isEqualTo("rwx------");
    assertThat(permissions("deep/down/out.log")).isEqualTo("rw-------");
    finish(log);
  }

  @Test
  void opensNothingForOutputThatGoesNowhere() throws Exception {
    OutputLog log = open(new LogFiles("/dev/null", "/dev/null", null, path("pid"), true));

    out.prints("x\n");
    finish(log);

    assertThat(home).isEmptyDirectory();
    assertThat(out.reads()).isEqualTo(1);
  }

  @Test
  void makesNewFilesOfAllInstancesWhenTheOldOnesWereMovedAway() throws Exception {
    OutputLog log = open(files("out.log", "error.log", null));
    out.prints("old\n");
    comesTo("out.log", "old\n");
    Files.move(home.resolve("out.log"), home.resolve("rotated.log"));

    await(logs.reopen());
    assertThat(home.resolve("out.log")).isEmptyFile();
    out.prints("new\n");
    finish(log);

    assertThat(home.resolve("out.log")).hasContent("new\n");
    assertThat(home.resolve("rotated.log")).hasContent("old\n");
  }

  @Test
  void letsGoOfFilesNotWrittenToForAWhile() throws Exception {
    OutputLog log = open(files("out.log", "error.log", null));
    Follower follower = Follower.of(logs.tail(), LiveTail.Filter.ALL, kit.system());
    out.prints("old\n");
    follower.expects("old");
    Files.move(home.resolve("out.log"), home.resolve("moved.log"));

    logs.closeUnusedFiles();
    logs.closeUnusedFiles();
    out.prints("new\n");
    finish(log);

    assertThat(home.resolve("out.log")).hasContent("new\n");
  }

  @Test
  void emptiesTheFiles() throws Exception {
    OutputLog log = open(files("out.log", "error.log", null));

    out.prints("old\n");
    comesTo("out.log", "old\n");
    await(logs.flush(List.of(home.resolve("out.log"))));

    assertThat(home.resolve("out.log")).isEmptyFile();
    finish(log);
  }

  @Test
  void emptiesAFileThatIsNotBeingWritten() throws Exception {
    Path file = Files.writeString(home.resolve("x.log"), "1\n");

    await(logs.flush(List.of(file, home.resolve("missing.log"))));

    assertThat(file).isEmptyFile();
    assertThat(home.resolve("missing.log")).doesNotExist();
  }

  @Test
  void hasNothingToReopenOnceTheOutputHasEnded() throws Exception {
    OutputLog log = open(files("out.log", "error.log", null));
    finish(log);
    Files.delete(home.resolve("out.log"));

    await(logs.reopen());

    assertThat(home.resolve("out.log")).doesNotExist();
  }

  @Test
  void givesExactlyWhatWasWrittenWhenRotatedFilesAreJoined() throws Exception {
    var change = new RotationChange(true, 100_000L, 1_000, null, null, null, null, "UTC");
    OutputLog log = open(ruled(new LogRules(null, false, LogOverflow.BLOCK, 0600, change)));
    String all = IntStream.range(0, 50_000).mapToObj(i -> "line " + i + "\n").collect(joining());

    for (int from = 0; from < all.length(); from += 7_001) {
      out.prints(all.substring(from, Math.min(all.length(), from + 7_001)));
    }
    finish(log);

    var joined = new StringBuilder();
    for (var rotated : RotatedFiles.of(home.resolve("out.log"))) {
      String part = Files.readString(rotated.file());
      assertThat(part).hasSizeLessThanOrEqualTo(100_000).endsWith("\n");
      joined.append(part);
    }
    assertThat(joined.append(Files.readString(home.resolve("out.log")))).asString().isEqualTo(all);
  }

  @Test
  void mixesNoLinesOfInstancesThatShareAFile() throws Exception {
    var pipes = IntStream.range(0, 4).mapToObj(_ -> new FakePipe()).toList();
    var opened =
        IntStream.range(0, 4)
            .mapToObj(
                id ->
                    logs.open(
                        "api",
                        id,
                        pipes.get(id),
                        new FakePipe().closes(),
                        files("out.log", "error.log", null)))
            .toList();
    for (OutputLog log : opened) {
      await(log.opened());
    }

    for (int id = 0; id < 4; id++) {
      String line = Integer.toString(id).repeat(99) + "\n";
      String all = line.repeat(2_000);
      for (int from = 0; from < all.length(); from += 777) {
        pipes.get(id).prints(all.substring(from, Math.min(all.length(), from + 777)));
      }
      pipes.get(id).closes();
    }
    for (OutputLog log : opened) {
      await(log.done());
    }

    assertThat(Files.readAllLines(home.resolve("out.log")))
        .hasSize(8_000)
        .allMatch(line -> line.length() == 99 && line.chars().distinct().count() == 1);
  }

  @Test
  void writesABegunLineOfASharedFileAfterASecond() throws Exception {
    OutputLog log = open(files("out.log", "error.log", "both.log"));

    out.prints("Name: ");

    comesTo("both.log", "Name: ");
    finish(log);
  }

  @Test
  void partsTheOutputOfOneChildFromTheNextOnes() throws Exception {
    OutputLog log = open(files("out.log", "error.log", null));
    Follower follower = Follower.of(logs.tail(), LiveTail.Filter.ALL, kit.system());

    out.prints("last words").prints("").prints("hello\n");

    follower.expects("last words", "hello");
    finish(log);
    assertThat(home.resolve("out.log")).hasContent("last words\nhello\n");
  }

  @Test
  void dropsWhatIsTooMuchForThoseWhoPreferThatAndSaysSoInTheLog() throws Exception {
    var settings = LogSettings.DEFAULT;
    OutputLog log =
        open(ruled(new LogRules(null, false, LogOverflow.DROP, 0600, RotationChange.NONE)));
    var isHeld = new CompletableFuture<Done>();
    var holdUp = holdUpThreads(isHeld);
    String line = "x".repeat(99) + "\n";
    long printed = 0;
    for (int i = 0; i < 3 * settings.overflowBytes() / 10_000; i++) {
      out.prints(line.repeat(100));
      printed += 100;
    }
    long all = printed;
    Wait.until(out::reads, reads -> reads * 100 == all);
    isHeld.complete(Done.getInstance());
    CompletableFuture.allOf(holdUp).join();
    finish(log);

    var written = Files.readAllLines(home.resolve("out.log"));
    var notices = written.stream().filter(it -> it.startsWith("[log_overflow = drop: ")).toList();
    long dropped =
        notices.stream()
            .mapToLong(it -> Long.parseLong(it.replaceAll("\\D+(\\d+) lines.*", "$1")))
            .sum();
    assertThat(dropped).isPositive();
    assertThat(written.size() - notices.size() + dropped).isEqualTo(printed);
  }

  @Test
  void rotatesAtTheTimesThatAreSet() throws Exception {
    var everySecond = new RotationChange(null, null, null, null, null, "* * * * * *", null, "UTC");
    OutputLog log = open(ruled(new LogRules(null, false, LogOverflow.BLOCK, 0600, everySecond)));

    out.prints("1\n");

    Wait.until(() -> RotatedFiles.of(home.resolve("out.log")), rotated -> rotated.size() == 1);
    finish(log);
    assertThat(home.resolve("out.log")).isEmptyFile();
  }

  @Test
  void tellsWhichFilesCannotBeWrittenNow() throws Exception {
    OutputLog log = open(files(FULL.toString(), "error.log", null));
    assertThat(await(logs.problems())).isEmpty();

    out.prints("12345\n");

    Wait.until(() -> await(logs.problems()), it -> it.size() == 1 && it.get(0).lostBytes() == 6);
    assertThat(await(logs.problems()))
        .singleElement()
        .satisfies(it -> assertThat(it.reason()).contains("No space left on device"));
    finish(log);
  }
}
