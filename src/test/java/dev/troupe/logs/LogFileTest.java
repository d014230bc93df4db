package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.RotationSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  private static final Origin ORIGIN = new Origin("api", 7);

  @TempDir Path home;
  private Path path;
  private LogFile file;
  private final Disk disk = new Disk();
  private final List<LogProblem> problems = disk.problems;

  @BeforeEach
  void nameFile() {
    path = home.resolve("logs/out.log");
    file = file(path);
  }

  @Test
  void holdsNoDescriptorBeforeSomethingIsWritten() {
    file.create();
    assertThat(path).isEmptyFile();
    assertThat(file.isOpen()).isFalse();

    write("x");
    assertThat(file.isOpen()).isTrue();
  }

  @Test
  void appendsToWhatIsThere() throws IOException {
    Files.createDirectories(home.resolve("logs"));
    Files.writeString(path, "old\n");

    file.create();
    write("new\n");

    assertThat(path).hasContent("old\nnew\n");
  }

  @Test
  void letsGoOfADescriptorNotUsedForAWhile() {
    write("x");
    file.closeIfUnused();
    assertThat(file.isOpen()).isTrue();

    file.closeIfUnused();
    assertThat(file.isOpen()).isFalse();

    write("y");
    assertThat(path).hasContent("xy");
  }

  @Test
  void tellsOnceThatTheDiskIsFullAndAtTheEndWhatWasLost() {
    file = file(Path.of("/dev/full"));

    file.create();
    write("12345");
    write("678");
    file.leave();

    assertThat(problems)
        .containsExactly(
            new LogProblem.WritingFails(
                "api", 7, Path.of("/dev/full"), "IOException: No space left on device"),
            new LogProblem.WritingEndedFailing("api", 7, Path.of("/dev/full"), 8));
  }

  @Test
  void saysWhatFailedOnWhatWhyAndWhatFollows() {
    file = file(Path.of("/dev/full"));

    write("12345");
    file.leave();

    assertThat(problems)
        .extracting(LogProblem::message)
        .containsExactly(
            "api[7]: cannot write /dev/full (IOException: No space left on device), dropping its"
                + " output until that works again",
            "api[7]: output has ended while /dev/full could not be written, 5 bytes of it are"
                + " lost");
  }

  @Test
  void resumesWhenTheFileCanBeWrittenAgainAndTellsWhatWasLost() throws IOException {
    Files.writeString(home.resolve("logs"), "in the way");
    file.create();
    write("12345\n");

    Files.delete(home.resolve("logs"));
    disk.passes(LogFile.PAUSE);
    write("678\n");
    write("9");
    file.leave();

    assertThat(path).hasContent("678\n9");
    assertThat(problems)
        .satisfiesExactly(
            fails -> assertThat(fails).isInstanceOf(LogProblem.WritingFails.class),
            resumed ->
                assertThat(resumed).isEqualTo(new LogProblem.WritingResumed("api", 7, path, 6)));
  }

  @Test
  void makesANewFileAfterTheOldOneWasMovedAway() throws IOException {
    write("old\n");
    Files.move(path, home.resolve("rotated.log"));

    file.reopen();
    assertThat(path).isEmptyFile();

    write("new\n");
    assertThat(path).hasContent("new\n");
    assertThat(home.resolve("rotated.log")).hasContent("old\n");
  }

  @Test
  void makesTheDirectoryAnewIfItIsGone() throws IOException {
    write("old\n");
    Files.delete(path);
    Files.delete(home.resolve("logs"));

    file.reopen();
    write("new\n");

    assertThat(path).hasContent("new\n");
    assertThat(problems).isEmpty();
  }

  @Test
  void canBeEmptied() {
    write("old\n");
    file.clear();
    write("new\n");

    assertThat(path).hasContent("new\n");
  }

  private LogFile file(Path at) {
    LogFile made = disk.file(ORIGIN, at, RotationSettings.DEFAULT);
    made.join();
    return made;
  }

  private void write(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    file.write(this, bytes);
    assertThat(bytes.hasRemaining()).isFalse();
  }
}
