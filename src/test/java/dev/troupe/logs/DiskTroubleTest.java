package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.troupe.logs.LogProblem.WritingFails;
import dev.troupe.logs.LogProblem.WritingResumed;
import dev.troupe.model.RotationSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to output when its file goes bad and becomes good again. */
class DiskTroubleTest {
  private static final Origin ORIGIN = new Origin("api", 7);

  @TempDir Path home;
  private final Disk disk = new Disk();

  @Test
  void makesDirectoryAndFileAnewWithinASecondOfTheirDeletionAndSaysSo() throws Exception {
    Path path = home.resolve("logs/out.log");
    LogFile file = file(path);
    write(file, "old\n");

    Files.delete(path);
    Files.delete(path.getParent());
    write(file, "lost\n");
    disk.passes(LogFile.PAUSE);
    write(file, "new\n");

    assertThat(path).hasContent("new\n");
    assertThat(disk.problems).containsExactly(new LogProblem.FileGone("api", 7, path, 9));
  }

  @Test
  void resumesBetweenLinesOnceADirectoryIsNoLongerInTheWay() throws Exception {
    Path path = home.resolve("out.log");
    LogFile file = file(path);
    Files.createDirectory(path);

    write(file, "lost\nlost a");
    assertThat(file.problem()).isPresent();
    Files.delete(path);
    disk.passes(LogFile.PAUSE);
    write(file, "s well\nkept\n");

    assertThat(path).hasContent("kept\n");
    assertThat(file.problem()).isEmpty();
    assertThat(disk.problems)
        .satisfiesExactly(
            fails -> assertThat(fails).isInstanceOf(WritingFails.class),
            resumed -> assertThat(resumed).isEqualTo(new WritingResumed("api", 7, path, 18)));
  }

  @Test
  void triesOnceASecondAndCountsWhatIsLostMeanwhile() throws Exception {
    Path path = home.resolve("out.log");
    LogFile file = file(path);
    Files.createDirectory(path);
    write(file, "1\n");
    Files.delete(path);

    for (int i = 0; i < 1_000; i++) {
      write(file, "2\n");
    }

    assertThat(path).doesNotExist();
    assertThat(file.problem().orElseThrow().lostBytes()).isEqualTo(2_002);
    assertThat(disk.problems).hasSize(1);
  }

  @Test
  @Tag("os")
  void resumesOnceAFileIsNoLongerReadOnly() throws Exception {
    Path path = home.resolve("out.log");
    LogFile file = file(path);
    write(file, "1\n");
    assumeTrue(run("chattr", "+i", path.toString()), "no file can be protected from root here");
    try {
      write(file, "lost\n");
      disk.passes(LogFile.PAUSE);
      write(file, "lost\n");
      assertThat(file.problem().orElseThrow().lostBytes()).isEqualTo(10);
    } finally {
      run("chattr", "-i", path.toString());
    }
    disk.passes(LogFile.PAUSE);
    write(file, "2\n");

    assertThat(path).hasContent("1\n2\n");
    assertThat(disk.problems)
        .satisfiesExactly(
            fails -> assertThat(fails).isInstanceOf(WritingFails.class),
            resumed -> assertThat(resumed).isEqualTo(new WritingResumed("api", 7, path, 10)));
  }

  @Test
  @Tag("os")
  void goesOnWhileTheDiskIsFullAndResumesWithWholeLines() throws Exception {
    assumeTrue(mounts(home), "a small disk cannot be mounted here (needs root)");
    try {
      Path path = home.resolve("out.log");
      LogFile file = file(path);
      for (int line = 0; line < 30_000; line++) {
        write(file, "line " + line + "\n");
      }
      Path ballast = home.resolve("ballast");
      assertThat(disk.problems).hasSize(1).hasOnlyElementsOfType(WritingFails.class);

      Files.delete(ballast);
      disk.passes(LogFile.PAUSE);
      for (int line = 30_000; line < 30_100; line++) {
        write(file, "line " + line + "\n");
      }
      file.leave();

      var lines = Files.readAllLines(path);
      long lost = ((WritingResumed) disk.problems.get(1)).lostBytes();
      assertThat(lost).isPositive();
      assertThat(lines).endsWith("line 30098", "line 30099");
      assertThat(lines.stream().filter(line -> !line.matches("line \\d+"))).hasSizeLessThan(2);
    } finally {
      run("umount", home.toString());
    }
  }

  /** 256 KiB, half of them taken. */
  private static boolean mounts(Path folder) throws Exception {
    if (!run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder.toString())) {
      return false;
    }
    Files.write(folder.resolve("ballast"), new byte[128 * 1024]);
    return true;
  }

  private static boolean run(String... command) throws Exception {
    try {
      var process = new ProcessBuilder(command).inheritIO().start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private LogFile file(Path path) {
    LogFile file = disk.file(ORIGIN, path, RotationSettings.DEFAULT);
    file.join();
    return file;
  }

  private void write(LogFile file, String text) {
    file.write(this, ByteBuffer.wrap(text.getBytes(UTF_8)));
  }
}
