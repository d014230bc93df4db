package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.PlacedLine;
import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code logs} goes on behind the lines it has shown when the daemon was replaced. */
class ShownLogsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private final List<String> printed = new ArrayList<>();
  private Path log;
  private ShownLogs shown;

  @BeforeEach
  void begin() throws IOException {
    log = folder.resolve("web-out.log");
    Files.writeString(log, "old\n");
    shown = shown(null);
  }

  private ShownLogs shown(@Nullable String grep) throws IOException {
    var logs = new ShownLogs(new Printed(), grep, () -> NOW);
    logs.begin(Map.of(log.toString(), new LogOwner("web", 0, OutputName.OUT)));
    return logs;
  }

  /** Remembers what would be printed. */
  private final class Printed implements LogStyle {
    @Override
    public void line(LogLine line) {
      printed.add(line.text());
    }

    @Override
    public void old(int instance, String app, OutputName output, String text) {
      printed.add(text);
    }
  }

  private String key() throws IOException {
    return Files.readAttributes(log, BasicFileAttributes.class).fileKey().toString();
  }

  /** The app writes, in one go. */
  private void writes(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.APPEND, StandardOpenOption.CREATE);
  }

  /** The daemon sends a line that was read with all that is in the file now. */
  private boolean comes(String text) throws IOException {
    return comes(text, NOW);
  }

  private boolean comes(String text, Instant at) throws IOException {
    var line = new LogLine(at, "web", 0, OutputName.OUT, text, 1);
    return shown.isNew(PlacedLine.of(line, log.toString(), key(), Files.size(log)));
  }

  @Test
  void showsAllOfALogThatWasMadeWhileNobodyListened() throws IOException {
    var other = folder.resolve("new-out.log");
    Files.writeString(other, "first\nsecond\n");
    var made = Files.readAttributes(other, BasicFileAttributes.class).creationTime().toInstant();
    var logs = Map.of(other.toString(), new LogOwner("new", 1, OutputName.OUT));

    shown.goOn(logs, made.plusMillis(1));
    shown.catchUp();
    assertThat(printed).isEmpty();
    shown.goOn(logs, made);
    shown.catchUp();
    shown.catchUp();

    assertThat(printed).containsExactly("first", "second");
  }

  @Test
  void goesOnBehindWhatItHasShownOfALogItKnows() throws IOException {
    shown.goOn(Map.of(log.toString(), new LogOwner("web", 0, OutputName.OUT)), Instant.MIN);
    writes("new\n");
    shown.catchUp();

    assertThat(printed).containsExactly("new");
  }

  @Test
  void showsWhatWasWrittenSinceTheLastLine() throws IOException {
    writes("one\n");
    assertThat(comes("one")).isTrue();
    writes("two\nthree\n");
    shown.catchUp();
    assertThat(printed).containsExactly("two", "three");
  }

  @Test
  void showsTheRestOfABatchOfWhichOnlyTheBeginningCame() throws IOException {
    writes("one\ntwo\nthree\n");
    assertThat(comes("one")).isTrue();
    assertThat(comes("two")).isTrue();
    shown.catchUp();
    assertThat(printed).containsExactly("three");
  }

  @Test
  void showsWhatWasWrittenWhenNothingHadComeYet() throws IOException {
    writes("one\n");
    shown.catchUp();
    assertThat(printed).containsExactly("one");
  }

  @Test
  void leavesOutLinesThatComeOnceMore() throws IOException {
    writes("one\n");
    shown.catchUp();
    assertThat(comes("one")).isFalse();
    writes("two\n");
    assertThat(comes("two")).isTrue();
    shown.catchUp();
    assertThat(printed).containsExactly("one");
  }

  @Test
  void leavesTheBeginningOfALineForTheDaemonToSend() throws IOException {
    writes("one\ntwo with");
    assertThat(comes("one")).isTrue();
    shown.catchUp();
    assertThat(printed).isEmpty();
    writes(" an end\n");
    assertThat(comes("two with an end")).isTrue();
    writes("three\n");
    shown.catchUp();
    assertThat(printed).containsExactly("three");
  }

  @Test
  void goesOnInRotatedFiles() throws IOException {
    writes("one\n");
    assertThat(comes("one")).isTrue();
    writes("two\n");
    Files.move(log, folder.resolve("web-out__2026-01-01_00-00-00.log"));
    writes("three\n");
    shown.catchUp();
    shown.catchUp();
    assertThat(printed).containsExactly("two", "three");
  }

  @Test
  void beginsAnewInAFileThatWasEmptied() throws IOException {
    writes("one\nand a long one\n");
    assertThat(comes("one")).isTrue();
    Files.writeString(log, "new\n");
    shown.catchUp();
    assertThat(printed).containsExactly("new");
    Files.writeString(log, "");
    writes("x\n");
    assertThat(comes("x", NOW.plusSeconds(1))).isTrue();
    writes("y\n");
    shown.catchUp();
    assertThat(printed).containsExactly("new", "y");
  }

  @Test
  void countsAndShowsOnlyLinesThatAreWanted() throws IOException {
    shown = shown("GET");
    writes("POST 1\nGET 2\nPOST 3\nGET 4\n");
    assertThat(comes("GET 2")).isTrue();
    shown.catchUp();
    assertThat(printed).containsExactly("GET 4");
  }

  @Test
  void knowsNothingOfLinesInNoFile() {
    var line = new LogLine(NOW, "web", 0, OutputName.OUT, "x", 1);
    var placed =
        new PlacedLine(
            line.at(),
            line.app(),
            line.instance(),
            line.output(),
            line.text(),
            1,
            null,
            null,
            null);
    assertThat(shown.isNew(placed)).isTrue();
    assertThat(shown.isNew(placed)).isTrue();
  }
}
