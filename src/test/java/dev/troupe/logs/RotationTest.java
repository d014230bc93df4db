package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.RotationChange;
import dev.troupe.model.RotationSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
  private static final Origin ORIGIN = new Origin("api", 7);

  @TempDir Path home;
  private final Disk disk = new Disk();

  @Test
  void beginsANewFileBeforeALineThatWouldMakeItTooLarge() throws Exception {
    LogFile file = file(settings(10, 30, false));

    write(file, "1234\n678\n");
    write(file, "ab\n");

    assertThat(names()).containsExactly("out.log", "out__2026-11-22_10-00-00.log");
    assertThat(text("out.log")).isEqualTo("ab\n");
    assertThat(text("out__2026-11-22_10-00-00.log")).isEqualTo("1234\n678\n");
  }

  @Test
  void cutsWhatIsReadTogetherBetweenLines() throws Exception {
    LogFile file = file(settings(10, 30, false));

    write(file, "1234\n1234\n5678\n5678\nx");

    assertThat(text("out.log")).isEqualTo("x");
    assertThat(text("out__2026-11-22_10-00-00.log")).isEqualTo("1234\n1234\n");
    assertThat(text("out__2026-11-22_10-00-00-1.log")).isEqualTo("5678\n5678\n");
  }

  @Test
  void tearsNoLineHoweverLong() throws Exception {
    LogFile file = file(settings(10, 30, false));

    write(file, "a long ");
    write(file, "long line");
    write(file, " indeed\nnext\n");

    assertThat(text("out.log")).isEqualTo("next\n");
    assertThat(text("out__2026-11-22_10-00-00.log")).isEqualTo("a long long line indeed\n");
  }

  @Test
  void countsAnewAfterOthersEmptiedTheFile() throws Exception {
    LogFile file = file(settings(10, 30, false));
    write(file, "1234\n678\n");

    Files.write(home.resolve("out.log"), new byte[0]);
    write(file, "1234\n");

    assertThat(names()).containsExactly("out.log");
    assertThat(text("out.log")).isEqualTo("1234\n");
  }

  @Test
  void leavesAFileThatOthersMovedAwayToThem() throws Exception {
    LogFile file = file(settings(10, 30, false));
    write(file, "1234\n678\n");

    Files.move(home.resolve("out.log"), home.resolve("theirs"));
    write(file, "1234\n");

    assertThat(names()).containsExactly("out.log", "theirs");
    assertThat(text("theirs")).isEqualTo("1234\n678\n");
  }

  @Test
  void keepsAsManyRotatedFilesAsWanted() throws Exception {
    LogFile file = file(settings(2, 3, false));

    for (int line = 0; line < 15; line++) {
      write(file, line % 10 + "\n");
    }

    assertThat(names())
        .containsExactly(
            "out.log",
            "out__2026-11-22_10-00-00-11.log",
            "out__2026-11-22_10-00-00-12.log",
            "out__2026-11-22_10-00-00-13.log");
    assertThat(text("out.log")).isEqualTo("4\n");
  }

  @Test
  void compressesRotatedFilesAndKeepsThemPrivate() throws Exception {
    LogFile file = file(settings(2, 30, true));

    write(file, "1\n");
    write(file, "2\n");

    assertThat(names()).containsExactly("out.log", "out__2026-11-22_10-00-00.log.gz");
    Path compressed = home.resolve("out__2026-11-22_10-00-00.log.gz");
    try (var unzipped = new GZIPInputStream(Files.newInputStream(compressed))) {
      assertThat(new String(unzipped.readAllBytes(), UTF_8)).isEqualTo("1\n");
    }
    assertThat(Files.getPosixFilePermissions(compressed))
        .isEqualTo(Files.getPosixFilePermissions(home.resolve("out.log")));
  }

  @Test
  void deletesTheOldestWhereAllLogsTogetherAreTooLarge() throws Exception {
    LogFile file = disk.file(ORIGIN, home.resolve("out.log"), settings(2, 30, false), 7);
    file.join();

    for (int line = 0; line < 6; line++) {
      write(file, line + "\n");
      disk.passes(Duration.ofSeconds(1));
    }

    assertThat(names())
        .containsExactly(
            "out.log",
            "out__2026-11-22_10-00-03.log",
            "out__2026-11-22_10-00-04.log",
            "out__2026-11-22_10-00-05.log");
  }

  @Test
  void rotatesWithinALineOnlyOnceItHasEnded() throws Exception {
    LogFile file = file(settings(1_000, 30, false));
    write(file, "begun");

    file.rotate();
    assertThat(names()).containsExactly("out.log");
    write(file, " and ended\nnext\n");

    assertThat(text("out.log")).isEqualTo("next\n");
    assertThat(text("out__2026-11-22_10-00-00.log")).isEqualTo("begun and ended\n");
  }

  @Test
  void leavesAnEmptyFileWhereItIs() throws Exception {
    LogFile file = file(settings(1_000, 30, false));

    file.create();
    file.rotate();

    assertThat(names()).containsExactly("out.log");
  }

  @Test
  void rotatesNothingWhenSwitchedOff() throws Exception {
    var off = new RotationChange(false, null, null, null, null, null, null, null);
    LogFile file = file(settings(2, 30, false).with(off));

    write(file, "1\n");
    write(file, "2\n");

    assertThat(names()).containsExactly("out.log");
  }

  @Test
  void writesOnAndSaysSoWhereAFileCannotBeRenamed() throws Exception {
    var elsewhere = new RotationChange(null, 2L, null, null, "x".repeat(300), null, null, null);
    LogFile file = file(RotationSettings.DEFAULT.with(elsewhere));

    write(file, "1\n");
    write(file, "2\n");
    write(file, "3\n");

    assertThat(text("out.log")).isEqualTo("1\n2\n3\n");
    assertThat(disk.problems).singleElement().isInstanceOf(LogProblem.RotationFails.class);
  }

  private static RotationSettings settings(long maxSize, int retain, boolean compress) {
    return RotationSettings.DEFAULT.with(
        new RotationChange(null, maxSize, retain, compress, null, null, null, "UTC"));
  }

  private LogFile file(RotationSettings settings) {
    LogFile file = disk.file(ORIGIN, home.resolve("out.log"), settings);
    file.join();
    return file;
  }

  private void write(LogFile file, String text) {
    file.write(this, ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private String text(String name) throws IOException {
    return Files.readString(home.resolve(name));
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(home)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
