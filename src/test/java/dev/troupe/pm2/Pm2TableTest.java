package dev.troupe.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.ExecMode;
import dev.troupe.model.InstanceState;
import dev.troupe.model.InstanceSummary;
import dev.troupe.model.PlainRow;
import dev.troupe.model.Usage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pm2TableTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");

  private static String draw(int width, InstanceSummary... rows) {
    return new Pm2Table(Palette.PLAIN, width, NOW).draw(List.of(rows));
  }

  private static InstanceSummary row(int id, String name, InstanceState state) {
    boolean isOnline = state == InstanceState.ONLINE;
    return PlainRow.of(
        id,
        name,
        state,
        row -> {
          row.version = isOnline ? "1.2.3" : null;
          row.mode = isOnline ? ExecMode.CLUSTER : ExecMode.FORK;
          row.pid = isOnline ? 10_194L : null;
          row.startedAt = NOW.minusSeconds(150);
          row.restarts = 2;
          row.usage = isOnline ? new Usage(3.14, 54_853_632) : Usage.NONE;
          row.watching = isOnline;
        });
  }

  @Test
  void showsEverythingWhereThereIsRoom() {
    assertThat(
            draw(
                Pm2Table.UNLIMITED,
                row(0, "web", InstanceState.ONLINE),
                row(1, "sleeper", InstanceState.WAITING_RESTART)))
        .isEqualTo(
            """
            ┌────┬─────────┬───────────┬─────────┬─────────┬───────┬────────┬───┬─────────────────┬──────┬────────┬──────┬──────────┐
            │ id │ name    │ namespace │ version │ mode    │ pid   │ uptime │ ↺ │ status          │ cpu  │ mem    │ user │ watching │
            ├────┼─────────┼───────────┼─────────┼─────────┼───────┼────────┼───┼─────────────────┼──────┼────────┼──────┼──────────┤
            │ 0  │ web     │ default   │ 1.2.3   │ cluster │ 10194 │ 2m     │ 2 │ online          │ 3.1% │ 52.3mb │ root │ enabled  │
            │ 1  │ sleeper │ default   │ N/A     │ fork    │ 0     │ 0      │ 2 │ waiting restart │ 0%   │ 0b     │ root │ disabled │
            └────┴─────────┴───────────┴─────────┴─────────┴───────┴────────┴───┴─────────────────┴──────┴────────┴──────┴──────────┘
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {120, 100, 80, 60, 45, 30})
  void fitsTheTerminal(int width) {
    var text = draw(width, row(0, "a-rather-long-name-of-an-app", InstanceState.ONLINE));
    assertThat(text.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    assertThat(text).contains("│ id ", " name ", " status ");
  }

  @Test
  void keepsWhatMattersMostOnANarrowTerminal() {
    assertThat(draw(80, row(0, "web", InstanceState.ONLINE)))
        .contains(" uptime ", " ↺ ", " cpu ", " mem ", " pid ")
        .doesNotContain("watching", "user", "namespace");
  }

  @Test
  void clipsNamesOnlyWhenNothingElseIsLeft() {
    assertThat(draw(34, row(0, "a-rather-long-name-of-an-app", InstanceState.ONLINE)))
        .contains("│ a-rather-long-n… │");
  }

  @Test
  void alignsWideCharacters() {
    var lines = draw(Pm2Table.UNLIMITED, row(0, "网页", InstanceState.ONLINE)).lines().toList();
    assertThat(lines.get(3)).startsWith("│ 0  │ 网页 │ default");
    assertThat(lines.get(1)).startsWith("│ id │ name │ namespace");
  }

  @Test
  void aNameCannotMoveTheCursor() {
    assertThat(draw(Pm2Table.UNLIMITED, row(0, "a\u001b[2Jb", InstanceState.ONLINE)))
        .contains("│ a [2Jb │");
  }

  @Test
  void coloursOnlyWhereItMay() {
    var coloured = new Pm2Table(new Palette(true), Pm2Table.UNLIMITED, NOW);
    assertThat(coloured.draw(List.of(row(0, "web", InstanceState.ONLINE))))
        .contains("\u001b[32monline\u001b[0m");
    assertThat(draw(Pm2Table.UNLIMITED, row(0, "web", InstanceState.ONLINE)))
        .doesNotContain("\u001b");
  }

  @Test
  void anEmptyTableHasItsHead() {
    assertThat(draw(Pm2Table.UNLIMITED)).hasLineCount(4).contains("│ id │ name │");
  }
}
