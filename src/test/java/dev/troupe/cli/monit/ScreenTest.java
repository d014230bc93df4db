package dev.troupe.cli.monit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.InstanceState;
import dev.troupe.model.InstanceSummary;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {
  private static List<String> draw(Look look, int width, int height) {
    return new Screen(width, height)
        .draw(look, Rows.NOW).stream().map(AttributedString::toString).toList();
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "200, 60", "40, 10", "20, 5", "300, 8"})
  void fillsTheTerminalAndNoMore(int width, int height) {
    var look = Rows.three().knowing(1, List.of("node app.js")).hearing(1, List.of("x".repeat(500)));
    var lines = new Screen(width, height).draw(look, Rows.NOW);
    assertThat(lines).hasSize(height);
    assertThat(lines)
        .allSatisfy(line -> assertThat(line.columnLength()).isLessThanOrEqualTo(width));
  }

  @Test
  void showsAllInEightyByTwentyFour() {
    var look = Rows.three().knowing(1, List.of("node app.js")).hearing(1, List.of("listening"));
    assertThat(draw(look, 80, 24))
        .anySatisfy(line -> assertThat(line).contains("2 of 3 run", "cpu 3% of 2 cores"))
        .anySatisfy(line -> assertThat(line).contains("● api", "online", "12.5%", "2.0mb", "2m"))
        .anySatisfy(line -> assertThat(line).contains("▲ web", "errored"))
        .anySatisfy(line -> assertThat(line).contains("━━ api (id 1) ━━"))
        .contains("  node app.js", "listening")
        .last()
        .asString()
        .contains("q quit");
  }

  @Test
  void keepsTheChosenOneInSight() {
    var rows =
        IntStream.range(0, 100)
            .mapToObj(id -> Rows.row(id, "app-%02d".formatted(id), InstanceState.ONLINE, 1))
            .toArray(InstanceSummary[]::new);
    for (int at = 0; at < 100; at++) {
      var name = "app-%02d".formatted(at);
      assertThat(draw(Rows.look(rows).choosing(at), 80, 24))
          .anySatisfy(line -> assertThat(line).startsWith("● " + name));
    }
  }

  @Test
  void leavesOutWhatOfTheMachineHasNoRoom() {
    var whole = draw(Rows.three(), 80, 24).getFirst();
    assertThat(whole).endsWith("cpu 3% of 2 cores");
    assertThat(draw(Rows.three(), whole.length() - 1, 24).getFirst())
        .isEqualTo("Troupe  2 of 3 run");
  }

  @Test
  void saysThatTheDaemonDoesNotAnswer() {
    assertThat(draw(Rows.three().alone(), 80, 24).getFirst()).contains("DOES NOT ANSWER");
  }

  @Test
  void saysHowToBegin() {
    assertThat(draw(Rows.look(), 80, 24))
        .anySatisfy(line -> assertThat(line).contains("no apps yet: troupe start app.js"));
  }

  @Test
  void outputCannotMoveTheCursor() {
    var look = Rows.three().hearing(1, List.of("a\u001b[2Jb\tc\u0007"));
    assertThat(draw(look, 80, 24)).anySatisfy(line -> assertThat(line).startsWith("ab    c"));
  }

  @Test
  void aTrendIsDrawnAgainstItsHighest() {
    var trends = Trends.NONE;
    for (double cpu : new double[] {0, 50, 100}) {
      trends = trends.and(List.of(Rows.row(1, "api", InstanceState.ONLINE, cpu)));
    }
    assertThat(trends.spark(1, 5)).isEqualTo("  ▁▅█");
    assertThat(trends.spark(2, 3)).isEqualTo("   ");
  }
}
