package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationTest {
  private static final Map<String, Object> DECLARED =
      Map.of("script", "app.js", "nodeArgs", "--harmony");

  @Test
  void replacesAFieldUnderWhicheverName() {
    assertThat(Declaration.overlaid(DECLARED, Map.of("interpreter_args", "-x")))
        .isEqualTo(Map.of("script", "app.js", "node_args", "-x"));
  }

  @Test
  void takesAFieldAwayForTheTextNull() {
    assertThat(Declaration.overlaid(DECLARED, Map.of("node_args", "null")))
        .isEqualTo(Map.of("script", "app.js"));
  }

  @Test
  void takesAFieldAwayForNull() {
    var overrides = new HashMap<String, Object>();
    overrides.put("node_args", null);
    assertThat(Declaration.overlaid(DECLARED, overrides)).isEqualTo(Map.of("script", "app.js"));
  }

  @Test
  void addsWhatWasNotThere() {
    assertThat(Declaration.overlaid(DECLARED, Map.of("env_dev", Map.of(), "out", "o")))
        .containsEntry("out_file", "o")
        .containsEntry("env_dev", Map.of())
        .containsEntry("nodeArgs", "--harmony");
  }

  @ParameterizedTest
  @CsvSource({"abc, abc, 0", "abc, abd, 1", "abc, acb, 1", "abc, ab, 1", "'', abc, 3", "ab, ba, 1"})
  void countsTheChangesBetweenWords(String from, String to, int changes) {
    assertThat(Nearest.distance(from, to)).isEqualTo(changes);
  }

  @Test
  void givesEveryNameToOneFieldOnly() {
    var names =
        AppFields.TABLE.all().stream()
            .flatMap(field -> Stream.concat(Stream.of(field.name()), field.aliases().stream()))
            .map(Field::canonical);
    assertThat(names).doesNotHaveDuplicates();
  }
}
