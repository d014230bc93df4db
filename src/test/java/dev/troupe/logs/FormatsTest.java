package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.troupe.model.LogFiles;
import dev.troupe.model.LogOverflow;
import dev.troupe.model.LogRules;
import dev.troupe.model.OutputName;
import dev.troupe.model.RotationChange;
import dev.troupe.model.RotationSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the files for what was read. */
class FormatsTest {
  private static final Origin ORIGIN = new Origin("api", 7);

  @TempDir Path home;
  private final Disk disk = new Disk();
  private final SharedFiles shared =
      new SharedFiles(disk.around, () -> RotationSettings.DEFAULT, () -> Long.MAX_VALUE);

  @Test
  void putsATimeBeforeEachLineAndWritesABegunLineAtOnce() throws Exception {
    var routes = open(7, OutputName.OUT, files(null, rules("[T]", false)));

    read(routes, "one\ntwo\r\nthr");
    assertThat(text("out.log")).isEqualTo("T: one\nT: two\r\nT: thr");
    read(routes, "ee\n");

    assertThat(text("out.log")).isEqualTo("T: one\nT: two\r\nT: three\n");
  }

  @Test
  void writesAnObjectForEachLine() throws Exception {
    var routes = open(7, OutputName.ERR, files(null, rules(null, true)));

    read(routes, "sa");
    read(routes, "id \"hi\"\r\n\tü\n");

    assertThat(text("error.log"))
        .isEqualTo(
            """
            {"message":"said \\"hi\\"","timestamp":"2026-11-22T10:00:00.000Z","type":"err","process_id":7,"app_name":"api"}
            {"message":"\\tü","timestamp":"2026-11-22T10:00:00.000Z","type":"err","process_id":7,"app_name":"api"}
            """);
  }

  @Test
  void writesObjectsThatAnybodyCanReadWhateverTheBytes() throws Exception {
    var routes = open(7, OutputName.OUT, files(null, rules("[\"]", true)));

    read(routes, "\u0000\u001f\u00ff\u00c3\\\n" + "\u0001".repeat(70_000) + "\n");

    for (String line : Files.readAllLines(home.resolve("out.log"))) {
      assertThat(JSON.std.mapFrom(line)).containsEntry("timestamp", "\"");
    }
    assertThat(Files.readAllLines(home.resolve("out.log"))).hasSize(3);
    assertThat(text("out.log")).contains("\"continues\":true");
  }

  @Test
  void leavesBytesAsTheyAreInAPlainFile() throws Exception {
    var routes = open(7, OutputName.OUT, files(null, LogRules.DEFAULT));

    read(routes, "\u0000\u00ff\r\n\u00c3");

    assertThat(Files.readString(home.resolve("out.log"), ISO_8859_1))
        .isEqualTo("\u0000\u00ff\r\n\u00c3");
  }

  @Test
  void mixesNoLinesOfStreamsThatShareAFile() throws Exception {
    var names = files("both.log", LogRules.DEFAULT);
    var out = open(7, OutputName.OUT, names);
    var err = open(7, OutputName.ERR, names);

    read(out, "out 1\nout");
    read(err, "err 1\n");
    read(out, " 2\n");

    assertThat(text("both.log")).isEqualTo("out 1\nerr 1\nout 2\n");
    assertThat(text("out.log")).isEqualTo("out 1\nout 2\n");
  }

  @Test
  void writesABegunLineOfASharedFileOnceItHasWaitedLongEnough() throws Exception {
    var names = files("both.log", LogRules.DEFAULT);
    var out = open(7, OutputName.OUT, names);
    var err = open(7, OutputName.ERR, names);

    read(out, "Name: ");
    assertThat(out.holds()).isTrue();
    out.release(disk.instant());
    assertThat(text("both.log")).isEqualTo("Name: ");
    read(err, "oops\n");
    read(out, "Bob\n");

    assertThat(text("both.log")).isEqualTo("Name: \noops\nBob\n");
  }

  @Test
  void gluesNoChildsFirstLineToTheLastOneOfTheChildBefore() throws Exception {
    for (LogRules rules : new LogRules[] {LogRules.DEFAULT, rules("[T]", false)}) {
      var routes = open(7, OutputName.OUT, files(null, rules));

      read(routes, "last words");
      routes.endLine(disk.instant());
      read(routes, "hello\n");
      routes.endLine(disk.instant());
      read(routes, "hello again\n");
      routes.close();
    }

    assertThat(text("out.log"))
        .isEqualTo("last words\nhello\nhello again\nT: last words\nT: hello\nT: hello again\n");
  }

  @Test
  void beginsANewLineWhereAnEarlierDaemonStoppedWithinOne() throws Exception {
    Files.writeString(home.resolve("out.log"), "cut of");

    read(open(7, OutputName.OUT, files(null, LogRules.DEFAULT)), "hello\n");

    assertThat(text("out.log")).isEqualTo("cut of\nhello\n");
  }

  @Test
  void givesFilesAndDirectoriesTheModeThatIsSet() throws Exception {
    var rules = new LogRules(null, false, LogOverflow.BLOCK, 0644, RotationChange.NONE);
    var names =
        new LogFiles(
            home.resolve("deep/out.log").toString(), "/dev/null", null, "pid", true, rules);

    open(7, OutputName.OUT, names);

    assertThat(permissions("deep/out.log")).isEqualTo("rw-r--r--");
    assertThat(permissions("deep")).isEqualTo("rwxr-xr-x");
  }

  private StreamRoutes open(int instance, OutputName output, LogFiles names) {
    return StreamRoutes.open(new Origin(ORIGIN.app(), instance), output, names, shared);
  }

  private void read(StreamRoutes routes, String text) {
    boolean isLatin = text.chars().anyMatch(c -> c >= 0x7f && c != 'ü');
    routes.accept(ByteBuffer.wrap(text.getBytes(isLatin ? ISO_8859_1 : UTF_8)), disk.instant());
  }

  private static LogRules rules(@Nullable String dateFormat, boolean asJson) {
    return new LogRules(dateFormat, asJson, LogOverflow.BLOCK, 0600, RotationChange.NONE);
  }

  private LogFiles files(@Nullable String both, LogRules rules) {
    return new LogFiles(
        home.resolve("out.log").toString(),
        home.resolve("error.log").toString(),
        both == null ? null : home.resolve(both).toString(),
        "pid",
        true,
        rules);
  }

  private String text(String name) throws IOException {
    return Files.readString(home.resolve(name));
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name)));
  }
}
