package dev.troupe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastReaderTest {
  @TempDir Path home;

  @Test
  void readsTheLastLines() throws IOException {
    Path file = fileWith("1\n2\n3\n4\n");

    assertThat(read(file, 2)).containsExactly("3", "4");
  }

  @Test
  void readsAllLinesOfAFileThatHasFewer() throws IOException {
    assertThat(lastLines("1\n2\n", 15)).containsExactly("1", "2");
  }

  @Test
  void takesALastLineWithoutAnEndForALine() throws IOException {
    assertThat(lastLines("1\n2\n3", 2)).containsExactly("2", "3");
  }

  @Test
  void countsEmptyLines() throws IOException {
    assertThat(lastLines("1\n\n\n", 2)).containsExactly("", "");
  }

  @Test
  void findsNothingInAnEmptyFile() throws IOException {
    assertThat(lastLines("", 15)).isEmpty();
  }

  @Test
  void findsNothingIfNothingIsWanted() throws IOException {
    assertThat(lastLines("1\n", 0)).isEmpty();
  }

  @Test
  void findsNothingWhereThereIsNoFile() throws IOException {
    assertThat(read(home.resolve("none.log"), 15)).isEmpty();
    assertThat(read(home, 15)).isEmpty();
    assertThat(read(Path.of("/dev/null"), 15)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 1_000, 49_999, 50_000, 60_000})
  void readsAcrossBlocks(int wanted) throws IOException {
    List<String> all = IntStream.range(0, 50_000).mapToObj(i -> "line " + i).toList();

    List<String> found =
        lastLines(all.stream().collect(Collectors.joining("\n", "", "\n")), wanted);

    assertThat(found).isEqualTo(all.subList(Math.max(0, all.size() - wanted), all.size()));
  }

  @Test
  void findsALineFeedAtTheEdgeOfABlock() throws IOException {
    String block = "x".repeat(64 * 1024 - 1) + "\n";

    assertThat(lastLines("first\n" + block, 1)).containsExactly("x".repeat(64 * 1024 - 1));
    assertThat(lastLines("first\n" + block, 2)).hasSize(2).startsWith("first");
  }

  @Test
  void looksBackOnlySoFarForTheBeginningOfHugeLines() throws IOException {
    List<String> lines = lastLines("x".repeat(Wanted.MAX_BYTES + 100) + "\nlast\n", 1_000);

    assertThat(lines).hasSize(Wanted.MAX_BYTES / LineFraming.MAX_LINE + 1).endsWith("last");
    assertThat(lines).allMatch(line -> line.length() <= LineFraming.MAX_LINE);
  }

  @Test
  void replacesWhatIsNotText() throws IOException {
    Path file = home.resolve("x.log");
    Files.write(file, new byte[] {'a', (byte) 0xFF, 'b', '\n'});

    assertThat(read(file, 1)).containsExactly("a\uFFFDb");
  }

  private List<String> lastLines(String content, int wanted) throws IOException {
    return read(fileWith(content), wanted);
  }

  private static List<String> read(Path file, int wanted) throws IOException {
    var found = PresentLog.open(file, new LogTimes(InstantSource.system()));
    if (found.isEmpty()) {
      return List.of();
    }
    try (var present = found.get()) {
      return texts(PastReader.read(file, present, Wanted.last(wanted)));
    }
  }

  private static List<String> texts(FileTail tail) {
    return tail.lines().stream().map(FileTail.Line::text).toList();
  }

  private Path fileWith(String content) throws IOException {
    return Files.writeString(home.resolve("x.log"), content);
  }
}
