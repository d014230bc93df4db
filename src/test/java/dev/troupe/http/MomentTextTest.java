package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTextTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "500ms, 2026-01-31T11:59:59.500Z",
    "30s, 2026-01-31T11:59:30Z",
    "10m, 2026-01-31T11:50:00Z",
    "2h, 2026-01-31T10:00:00Z",
    "1d, 2026-01-30T12:00:00Z",
    "1w, 2026-01-24T12:00:00Z",
    "2026-01-30T08:00:00Z, 2026-01-30T08:00:00Z",
    "2026-01-30T08:00:00.25+01:00, 2026-01-30T07:00:00.250Z",
  })
  void readsTimes(String text, Instant meant) {
    assertThat(MomentText.read(text).orElseThrow().asOf(NOON)).isEqualTo(meant);
  }

  @Test
  void readsLocalTimes() {
    var meant = LocalDateTime.parse("2026-01-30T00:00").atZone(ZoneId.systemDefault()).toInstant();
    assertThat(MomentText.read("2026-01-30 00:00")).contains(new Moment.At(meant));
    assertThat(MomentText.read("2026-01-30")).contains(new Moment.At(meant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "m", "ten minutes", "-5m", "99999999m", "2026-13-01", "12:00"})
  void knowsNothingElse(String text) {
    assertThat(MomentText.read(text)).isEmpty();
  }
}
