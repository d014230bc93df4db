package dev.troupe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.LogFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
  private static final ActorTestKit kit = ActorTestKit.create();

  @TempDir Path home;
  private final FakePipe out = new FakePipe();
  private final FakePipe err = new FakePipe();
  private final BlockingQueue<LogProblem> problems = new LinkedBlockingQueue<>();

  private final Logs logs =
      Logs.create(kit.system(), LogSettings.DEFAULT, InstantSource.system(), problems::add);

  @AfterAll
  static void stopSystem() {
    kit.shutdownTestKit();
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
    await(log.reopen());
    err.prints("2\n");
    await(log.reopen());
    out.prints("3\n");
    finish(log);

    assertThat(home.resolve("both.log")).hasContent("1\n2\n3\n");
    assertThat(home.resolve("out.log")).hasContent("1\n3\n");
  }

  @Test
  void putsTheInstancesIdIntoTheNameUnlessFilesAreShared() throws Exception {
    var apart = new LogFiles(path("a/out.log"), path("a/error.log"), null, path("pid"), false);
    OutputLog log = open(apart);
    await(log.opened());

    assertThat(home.resolve("a/out-7.log")).isEmptyFile();
    assertThat(home.resolve("a/error-7.log")).isEmptyFile();
    finish(log);
  }

  @Test
  void makesPrivateFilesInPrivateDirectories() throws Exception {
    OutputLog log = open(files("deep/down/out.log", "error.log", null));
    await(log.opened());

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
  void writesLinesThatAreNotYetComplete() throws Exception {
    OutputLog log = open(files("out.log", "error.log", null));

    out.prints("Name: ");
    await(log.reopen());

    assertThat(home.resolve("out.log")).hasContent("Name: ");
    finish(log);
  }

  @Test
  void goesOnAtTheBeginningOfAFileThatAnotherProcessEmptied() throws Exception {
    OutputLog log = open(files("out.log", "error.log", null));
    Follower follower = Follower.of(logs.tail(), LiveTail.Filter.ALL, kit.system());
    out.prints("old\n");
    follower.expects("old");

    assertThat(new ProcessBuilder("sh", "-c", "> " + path("out.log")).start().waitFor()).isZero();
    out.prints("new\n");
    finish(log);

    assertThat(home.resolve("out.log")).hasContent("new\n");
  }

  private OutputLog open(LogFiles files) {
    return logs.open("api", 7, out, err, files);
  }

  private void finish(OutputLog log) throws Exception {
    out.closes();
    err.closes();
    await(log.done());
  }

  private LogFiles files(String outName, String errorName, @Nullable String bothName) {
    return new LogFiles(
        path(outName),
        path(errorName),
        bothName == null ? null : path(bothName),
        path("pid"),
        true);
  }

  private String path(String name) {
    return home.resolve(name).toString();
  }

  private String permissions(String name) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name)));
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
