package dev.troupe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.RotationChange;
import dev.troupe.model.RotationSettings;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationClockTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:30Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 0 * * *        | UTC            | 2026-11-23T00:00:00Z
          0 0 * * *        | Asia/Kathmandu | 2026-11-22T18:15:00Z
          */1 * * * *      | UTC            | 2026-11-22T10:01:00Z
          0 0 * * 1        | UTC            | 2026-11-23T00:00:00Z
          */5 * * * * *    | UTC            | 2026-11-22T10:00:35Z
          """)
  void namesTheNextTimeInItsZone(String interval, String zone, Instant expected) {
    assertThat(RotationClock.next(settings(interval, zone), NOW)).contains(expected);
  }

  @Test
  void isSilentUnlessAnIntervalIsSet() {
    assertThat(RotationClock.next(RotationSettings.DEFAULT, NOW)).isEmpty();
    assertThat(RotationClock.next(RotationSettings.PM2_LOGROTATE, NOW)).isPresent();
  }

  private static RotationSettings settings(String interval, String zone) {
    return RotationSettings.DEFAULT.with(
        new RotationChange(null, null, null, null, null, interval, null, zone));
  }
}
