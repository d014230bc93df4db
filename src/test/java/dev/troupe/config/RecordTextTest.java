package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExitStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTextTest {
  enum Colour {
    RED,
    BLUE
  }

  record Rules(Duration pause, int count) {
    public static final Rules USUAL = new Rules(Duration.ofSeconds(3), 4);
  }

  record Everything(
      String text,
      int whole,
      long large,
      double fraction,
      boolean flag,
      @Nullable Long perhaps,
      Duration duration,
      Instant instant,
      Colour colour,
      List<Rules> list,
      Set<String> set,
      Map<String, Colour> map,
      Optional<Rules> optional,
      ExitStatus exit,
      Rules rules) {}

  record Named(String name) {}

  record Outcome(ExitStatus exit) {}

  record Later(
      int whole,
      boolean flag,
      @Nullable String text,
      List<String> list,
      Map<String, String> map,
      Set<String> set,
      Optional<String> optional,
      Colour colour,
      Duration pause,
      Rules rules) {}

  @Test
  void readsBackWhatItHasWritten() throws IOException {
    var one =
        new Everything(
            "\"\u00e9\n",
            -1,
            1L << 40,
            0.5,
            true,
            7L,
            Duration.ofMillis(1600),
            Instant.parse("2026-01-01T00:00:00.123456789Z"),
            Colour.BLUE,
            List.of(new Rules(Duration.ZERO, 1), Rules.USUAL),
            Set.of("a", "b"),
            Map.of("k", Colour.RED),
            Optional.of(Rules.USUAL),
            new ExitStatus.Signaled(9),
            Rules.USUAL);
    assertThat(RecordText.read(Everything.class, RecordText.write(one))).isEqualTo(one);
  }

  @Test
  void namesTheAlternativeOfASealedInterface() {
    assertThat(RecordText.write(new Outcome(new ExitStatus.Exited(7))))
        .isEqualTo("{\"exit\":{\"type\":\"Exited\",\"code\":7}}");
  }

  @Test
  void leavesOutWhatIsNull() throws IOException {
    var none =
        new Everything(
            "",
            0,
            0,
            0,
            false,
            null,
            Duration.ZERO,
            Instant.EPOCH,
            Colour.RED,
            List.of(),
            Set.of(),
            Map.of(),
            Optional.empty(),
            new ExitStatus.Unknown(),
            Rules.USUAL);
    var text = RecordText.write(none);
    assertThat(text).doesNotContain("perhaps");
    assertThat(RecordText.read(Everything.class, text)).isEqualTo(none);
  }

  @Test
  void givesADefaultToWhatAnOlderVersionDidNotWrite() throws IOException {
    assertThat(RecordText.read(Later.class, "{\"unheardOf\":1}"))
        .isEqualTo(
            new Later(
                0,
                false,
                null,
                List.of(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                Colour.RED,
                Duration.ZERO,
                Rules.USUAL));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                              | exit is missing",
        "{\"exit\":{\"type\":\"Gone\"}}  | exit is no ExitStatus: Gone",
        "{\"exit\":{\"type\":\"Exited\",\"code\":\"x\"}} | exit.code is no int: x",
        "{\"exit\":7}                    | exit is no ExitStatus: 7",
        "[]                              | it is no Outcome: []"
      })
  void saysWhatDoesNotFitAndWhere(String text, String problem) {
    assertThatThrownBy(() -> RecordText.read(Outcome.class, text)).hasMessage(problem);
  }

  @ParameterizedTest
  @CsvSource({"'{\"name\":'", "''", "'{\"name\":\"a\"'"})
  void refusesHalfATexts(String text) {
    assertThatThrownBy(() -> RecordText.read(Named.class, text)).isInstanceOf(IOException.class);
  }

  /**
   * What the first version wrote. If a component of AppSpec came along since that has no default,
   * nobody's apps would survive the update.
   */
  @Test
  void readsAnAppThatTheFirstVersionHasWritten() throws IOException {
    try (var file = RecordTextTest.class.getResourceAsStream("first-app.json")) {
      var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      var app = RecordText.read(AppSpec.class, text);
      assertThat(app.name()).isEqualTo("api");
      assertThat(app.program().script()).isEqualTo("/srv/api.js");
      assertThat(app.restart().maxRestarts()).isEqualTo(16);
      assertThat(RecordText.read(AppSpec.class, RecordText.write(app))).isEqualTo(app);
    }
  }

  @Test
  void everyDeclaredAppCanBeReadBack() throws IOException {
    var words = Map.<String, Object>of("script", "/bin/sh", "args", List.of("-c", "exit"));
    var context =
        new Context(Path.of("/"), Map.of("PATH", "/bin:/usr/bin"), 2, Path.of("/home"), null);
    var read = (ReadResult.Accepted) AppSpecReader.read(List.of(words), context);
    var app = read.apps().getFirst();
    assertThat(RecordText.read(AppSpec.class, RecordText.write(app))).isEqualTo(app);
  }
}
