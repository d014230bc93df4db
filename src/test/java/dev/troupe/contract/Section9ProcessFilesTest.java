package dev.troupe.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Process files of all styles are taken for what PM2 7.0.4 takes them for: {@code pm2.json} has
 * what its {@code jlist} showed after a start of each; {@code own.json} what files mean that PM2
 * does not read. Files that cannot be used are refused with the lines of {@code lines.txt}.
 */
class Section9ProcessFilesTest {
  private static final String NEEDS_NODE =
      ".*(\\.config\\.[cm]?js|0[356]-[^.]*\\.json|19-empty\\.json)";

  @TempDir Path root;

  static Stream<Arguments> pm2Files() {
    return entries("pm2.json");
  }

  static Stream<Arguments> ownFiles() {
    return entries("own.json");
  }

  private static Stream<Arguments> entries(String file) {
    return ProcessFiles.expectations(file).entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest
  @MethodSource("pm2Files")
  void takesAFileForWhatPm2TakesItFor(String command, List<Map<?, ?>> units) {
    assertUnits(command, units);
  }

  @ParameterizedTest
  @MethodSource("ownFiles")
  void readsWhatPm2DoesNot(String command, List<Map<?, ?>> units) {
    assertUnits(command, units);
  }

  private void assertUnits(String command, List<Map<?, ?>> expected) {
    var words = command.split(" ", -1);
    var files = new ProcessFiles("valid", root.toAbsolutePath());
    assumeTrue(files.hasNode() || !words[0].matches(NEEDS_NODE), "node is not installed");
    var units = files.units(words[0], words.length == 3 ? words[2] : null);
    assertThat(units.stream().map(unit -> UnitFacts.of(files, unit)).toList())
        .containsExactlyElementsOf(expected.stream().map(UnitFacts::expected).toList());
  }

  static Stream<Arguments> brokenFiles() throws IOException {
    return Files.readString(Path.of("src/test/resources/process-files/lines.txt"))
        .lines()
        .map(line -> line.split(" -> ", 2))
        .map(parts -> Arguments.of(parts[0], parts[1]));
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void refusesABrokenFileWithPlaceFieldAndRemedy(String file, String line) {
    var files = new ProcessFiles("broken", root.toAbsolutePath());
    assumeTrue(files.hasNode() || !file.matches(NEEDS_NODE), "node is not installed");
    assertThat(files.lines(file)).containsExactly(line);
  }

  @Test
  void hasAnExpectationForEveryFile() throws IOException {
    var expected = new TreeSet<String>();
    Stream.concat(pm2Files(), ownFiles())
        .forEach(entry -> expected.add(entry.get()[0].toString().split(" ", -1)[0]));
    assertThat(numbered("valid")).containsExactlyElementsOf(expected);
    assertThat(numbered("broken"))
        .containsExactlyElementsOf(brokenFiles().map(entry -> entry.get()[0].toString()).toList());
  }

  private static SortedSet<String> numbered(String kind) throws IOException {
    try (var files = Files.list(Path.of("src/test/resources/process-files", kind))) {
      var names = new TreeSet<String>();
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d.*"))
          .forEach(names::add);
      return names;
    }
  }
}
